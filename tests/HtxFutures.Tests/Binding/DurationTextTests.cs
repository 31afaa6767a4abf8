using HtxFutures.Binding;

namespace HtxFutures.Tests.Binding;

/// <summary>What is read as a span of time, and what is not since it could mean two.</summary>
public sealed class DurationTextTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("30m", 1800)]
    [InlineData("2h", 7200)]
    [InlineData("3d", 259200)]
    [InlineData("40ms", 0.04)]
    [InlineData("1.5h", 5400)]
    [InlineData(" 2H ", 7200)]
    [InlineData("-90s", -90)]
    [InlineData("0:30:00", 1800)]
    [InlineData("0:0:0.04", 0.04)]
    [InlineData("1.02:00:00", 93600)]
    [InlineData("1:02:00:00", 93600)]
    [InlineData("-0:0:5", -5)]
    public void Is_read(string text, double seconds)
    {
        Assert.True(DurationText.TryParse(text, out TimeSpan span));
        Assert.Equal(TimeSpan.FromSeconds(seconds), span);
    }

    [Theory]
    [InlineData("90")]
    [InlineData("3600")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("90 s")]
    [InlineData("1,5h")]
    [InlineData("0:30")] // half an hour, or half a minute
    [InlineData("25:00:00")] // 25 days, to .NET
    [InlineData("24:00:00")]
    [InlineData("0:90:00")]
    [InlineData("99999999999999999999999999999d")]
    [InlineData("10675200d")]
    [InlineData("99999999999.0:0:0")]
    [InlineData("PT30M")]
    [InlineData("\u0669s")] // a digit, but not one of ours
    public void Is_refused(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Fact]
    public void The_culture_does_not_matter()
    {
        using var culture = new CultureScope("de-DE");
        Assert.True(DurationText.TryParse("1.5h", out TimeSpan span));
        Assert.Equal(TimeSpan.FromMinutes(90), span);
    }
}
