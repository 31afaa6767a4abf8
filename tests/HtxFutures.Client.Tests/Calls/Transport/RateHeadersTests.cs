using HtxFutures.Calls.Budget;
using HtxFutures.Calls.Transport;

namespace HtxFutures.Client.Tests.Calls.Transport;

/// <summary>The headers of facts 5, in any casing.</summary>
public sealed class RateHeadersTests
{
    [Theory]
    [InlineData("ratelimit-reset")]
    [InlineData("Ratelimit-Reset")]
    [InlineData("RATELIMIT-RESET")]
    public void The_reset_is_milliseconds_since_1970(string name) =>
        Assert.Equal(1789716095315, Read((name, "1789716095315")).Reset);

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("1789716095315.5")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    [InlineData("32503680000000")]
    [InlineData("+1789716095315")]
    [InlineData("01789716095315")]
    [InlineData("1789716095315, 1789716095315")]
    public void A_reset_that_is_none_is_not_used(string value) => Assert.Null(Read(("ratelimit-reset", value)).Reset);

    [Fact]
    public void All_four_are_read()
    {
        RateReading rate = Read(("ratelimit-limit", "72"), ("Ratelimit-Interval", "3000"), ("RATELIMIT-REMAINING", "70"), ("ratelimit-reset", "1789716095315"));
        Assert.Equal((72, TimeSpan.FromSeconds(3), 70, 1789716095315), (rate.Limit, rate.Interval, rate.Remaining, rate.Reset));

        RateReading reading = rate.At(DateTimeOffset.FromUnixTimeMilliseconds(1789716092325));
        Assert.Equal(TimeSpan.FromMilliseconds(2990), reading.UntilReset);
        Assert.Null(rate.At(null).UntilReset);
    }

    [Fact]
    public void A_header_that_says_two_things_says_nothing()
    {
        Assert.Null(Read(("ratelimit-limit", "72"), ("Ratelimit-Limit", "100000")).Limit);
        Assert.Equal(72, Read(("ratelimit-limit", "72"), ("Ratelimit-Limit", "72")).Limit);
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("0", 0)]
    [InlineData("soon", null)]
    public void Retry_after_is_read_in_seconds(string value, int? seconds) =>
        Assert.Equal(seconds, (int?)Read(("Retry-After", value)).RetryAfter?.TotalSeconds);

    private static RateReading Read(params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach ((string name, string value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return RateHeaders.Read(response.Headers);
    }
}
