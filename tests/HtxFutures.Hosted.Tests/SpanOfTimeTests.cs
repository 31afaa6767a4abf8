using System.Management.Automation;

namespace HtxFutures.Tests.Hosted;

/// <summary>What the binder makes of a span of time, as it is typed.</summary>
public sealed class SpanOfTimeTests : IDisposable
{
    private readonly HostedShell _shell = new();

    public SpanOfTimeTests() => _shell.Run("$session = Connect-HtxFutures -Sandbox -OrderCount 6");

    public void Dispose() => _shell.Dispose();

    // What the shell makes of each is seen by what the switch was set to.
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("'90s'", 90)]
    [InlineData("30m", 1800)]
    [InlineData("2h", 7200)]
    [InlineData("3d", 259200)]
    [InlineData("\"3d\"", 259200)]
    [InlineData("1.5d", 129600)]
    [InlineData("0:30:00", 1800)]
    [InlineData("(New-TimeSpan -Minutes 30)", 1800)]
    [InlineData("([timespan] '0:30:00')", 1800)]
    [InlineData("-Timeout:90s", 90)]
    public void It_may_be(string typed, double seconds) => Assert.Equal(seconds, _shell.Value<double>($"(Enable-HtxAutoCancel {typed}).Timeout.TotalSeconds"));

    [Theory]
    [InlineData("3600", "*0.00036 s*3600 seconds*")]
    [InlineData("'90'", "*90 days*90 seconds*")]
    [InlineData("$ninety", "*0.000009 s*90 seconds*")]
    [InlineData("(90s)", "*0.000009 s*90 seconds*")]
    [InlineData("0.5", "*0.5 seconds*")]
    [InlineData("0", "*0 seconds*")]
    [InlineData("1kb", "*")]
    [InlineData("0x10", "*")]
    public void It_is_never_a_number(string typed, string readings)
    {
        _shell.Run("$ninety = 90");
        foreach (string command in (string[])["Enable-HtxAutoCancel -Timeout", "Get-HtxOrder -OlderThan", "Stop-HtxOrder BTC-USDT 1 -WaitTimeout", "Connect-HtxFutures -Sandbox -Latency"])
        {
            ErrorRecord failure = _shell.ErrorOf($"{command} {typed}");
            Assert.StartsWith("ParameterArgumentTransformationError,", failure.FullyQualifiedErrorId, StringComparison.Ordinal);
            Like.Matches(readings, failure.ToString());
            Like.Matches("*0:30:00*(New-TimeSpan -Minutes 30)*", failure.ToString());
        }

        Assert.False(_shell.Is("$session.AutoCancel.Enabled"));
    }

    [Theory]
    [InlineData("0:30", "*30 min*")]
    [InlineData("25:00:00", "*25 d 0 h*")]
    [InlineData("soon", "*'soon' is no span of time*")]
    [InlineData("10675200d", "*too long*")]
    [InlineData("(Get-Date)", "*DateTime is no span*")]
    [InlineData("$true", "*Boolean is no span*")]
    [InlineData("1s,2s", "*no span*")]
    public void It_has_one_reading_only(string typed, string part) => Like.Matches(part, _shell.ErrorOf($"Get-HtxOrder -OlderThan {typed}").ToString());

    [Theory]
    [InlineData("Enable-HtxAutoCancel 4s")]
    [InlineData("Get-HtxOrder -OlderThan '-90s'")]
    [InlineData("Stop-HtxOrder BTC-USDT 1 -Wait -WaitTimeout ([timespan]::MaxValue)")]
    public void It_keeps_its_limits(string command) =>
        Assert.StartsWith("ParameterArgumentValidationError,", _shell.ErrorOf(command).FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void TimeoutSec_stays_a_number_of_seconds() =>
        Assert.Equal(typeof(int), _shell.Value<Type>("(Get-Command Connect-HtxFutures).Parameters['TimeoutSec'].ParameterType"));
}
