using System.Globalization;
using HtxFutures.Formatting;

namespace HtxFutures.Tests.Formatting;

public sealed class InvariantTextTests
{
    public static TheoryData<string> Cultures { get; } = ["de-DE", "tr-TR", "ar-SA", "fa-IR", "th-TH", ""];

    [Theory, MemberData(nameof(Cultures))]
    public void Numbers_are_alike_under_every_culture(string culture)
    {
        using var scope = new CultureScope(culture);
        Assert.Equal("65000.50", InvariantText.Number(65000.50m));
        Assert.Equal("0.000012345", InvariantText.Number(0.000012345m));
        Assert.Equal("-12", InvariantText.Milliseconds(TimeSpan.FromMilliseconds(-12.4)));
        Assert.Equal("12.3s", InvariantText.Duration(TimeSpan.FromSeconds(12.34)));
    }

    [Theory, MemberData(nameof(Cultures))]
    public void Times_are_local_and_alike_under_every_culture(string culture)
    {
        var local = new DateTime(2026, 12, 25, 8, 5, 9, 40, DateTimeKind.Local);
        DateTimeOffset utc = new DateTimeOffset(local).ToUniversalTime();
        TimeSpan offset = TimeZoneInfo.Local.GetUtcOffset(local);
        string sign = offset < TimeSpan.Zero ? "-" : "+";

        using var scope = new CultureScope(culture);
        Assert.Equal("2026-12-25 08:05:09", InvariantText.LocalTime(utc));
        Assert.Equal("08:05:09", InvariantText.TimeOfDay(utc));
        Assert.Equal("08:05:09", InvariantText.TimeOfToday(utc, new DateTimeOffset(local.Date)));
        Assert.Equal("12-25", InvariantText.TimeOfToday(utc, new DateTimeOffset(local.Date.AddDays(1))));
        Assert.Equal(
            "2026-12-25 08:05:09.040 " + sign + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture),
            InvariantText.LocalTimeWithOffset(utc));
    }

    [Fact]
    public void What_is_not_known_stays_empty()
    {
        Assert.Null(InvariantText.Number(null));
        Assert.Null(InvariantText.LocalTime(null));
        Assert.Null(InvariantText.LocalTimeWithOffset(null));
        Assert.Null(InvariantText.TimeOfDay(null));
        Assert.Null(InvariantText.TimeOfToday(null, DateTimeOffset.UnixEpoch));
    }

    [Theory]
    [InlineData(0, "0ms")]
    [InlineData(999.9, "999ms")]
    [InlineData(1000, "1.0s")]
    [InlineData(99_940, "99.9s")]
    [InlineData(99_960, "100s")]
    [InlineData(3_600_000, "3600s")]
    public void Durations_take_five_characters(double milliseconds, string expected) => Assert.Equal(expected, InvariantText.Duration(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void Less_than_a_millisecond_has_no_sign() => Assert.Equal("0", InvariantText.Milliseconds(TimeSpan.FromMilliseconds(-0.3)));
}
