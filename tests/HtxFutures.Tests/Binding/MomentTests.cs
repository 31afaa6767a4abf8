using System.Globalization;
using System.Management.Automation;
using HtxFutures.Binding;

namespace HtxFutures.Tests.Binding;

/// <summary>Moments mean the same in every culture, and what could mean two is refused.</summary>
public sealed class MomentTests
{
    [Theory]
    [InlineData("2026-11-25T08:00Z", "2026-11-25T08:00:00+00:00")]
    [InlineData("2026-11-25 08:00:30Z", "2026-11-25T08:00:30+00:00")]
    [InlineData("2026-11-25T08:00:00.125+02:00", "2026-11-25T08:00:00.125+02:00")]
    [InlineData("2026-11-25 08:00 -05:00", "2026-11-25T08:00:00-05:00")]
    public void Text_with_an_offset_is_as_it_says(string text, string expected)
    {
        foreach (string culture in new[] { "", "de-DE", "ar-SA", "th-TH" })
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), Read(text));
        }
    }

    [Theory]
    [InlineData("2026-11-25")]
    [InlineData("2026-11-25 08:00")]
    [InlineData("2026-11-25T08:00:01")]
    public void Text_without_one_is_local_time(string text)
    {
        DateTime local = DateTime.Parse(text, CultureInfo.InvariantCulture);
        Assert.Equal(new DateTimeOffset(local, TimeZoneInfo.Local.GetUtcOffset(local)), Read(text));
    }

    [Theory]
    [InlineData("8h", 8 * 60)]
    [InlineData("90m", 90)]
    [InlineData("0:30:00", 30)]
    public void Span_is_that_long_ago(string text, int minutes)
    {
        DateTimeOffset before = DateTimeOffset.UtcNow;
        Assert.InRange((DateTimeOffset)Read(text)!, before.AddMinutes(-minutes), DateTimeOffset.UtcNow.AddMinutes(-minutes));
    }

    [Theory]
    [InlineData("03/04/2026")]
    [InlineData("25.11.2026")]
    [InlineData("2026-13-01")]
    [InlineData("yesterday")]
    [InlineData("-2h")]
    [InlineData("3600")]
    [InlineData("9999999d")]
    public void Other_text_is_refused_with_the_form_that_is_meant(string text)
    {
        ArgumentTransformationMetadataException refusal = Assert.Throws<ArgumentTransformationMetadataException>(() => Read(text));
        Assert.Contains("2026-11-25 08:00", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_says_itself_what_it_means()
    {
        var utc = new DateTime(2026, 11, 25, 8, 0, 0, DateTimeKind.Utc);
        Assert.Equal(new DateTimeOffset(utc), Read(utc));
        Assert.Equal(new DateTimeOffset(utc.ToLocalTime()), Read(utc.ToLocalTime()));
    }

    private static object? Read(object value) => new MomentAttribute().Transform(null!, value);
}
