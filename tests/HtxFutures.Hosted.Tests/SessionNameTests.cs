using System.Management.Automation;

namespace HtxFutures.Tests.Hosted;

/// <summary>Sessions that are named, by -Session or to Get-HtxSession.</summary>
public sealed class SessionNameTests : IDisposable
{
    private readonly HostedShell _shell = new();

    public SessionNameTests() => _shell.Run("""
        $one = Connect-HtxFutures -Sandbox -OrderCount 5 -Name 'the [first]'
        $two = Connect-HtxFutures -Sandbox -OrderCount 7 -Name two
        """);

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void A_name_is_taken_as_it_stands()
    {
        Assert.Equal(5, _shell.Value<int>("@(Get-HtxOrder -Session 'THE [first]').Count"));
        Assert.NotEmpty(_shell.Run("Get-HtxRateLimit -Session two"));
    }

    [Fact]
    public void A_name_that_no_session_has_is_answered_with_those_there_are()
    {
        ErrorRecord failure = _shell.ErrorOf("Get-HtxOrder -Session nosuch");

        Assert.Equal("HtxNotConnected,HtxFutures.Commands.GetHtxOrderCommand", failure.FullyQualifiedErrorId);
        Assert.Matches(@"'nosuch'.*'the \[first\]', 'two'", failure.ToString());
    }

    [Fact]
    public void Names_are_completed_and_the_orders_of_a_named_session_with_ids()
    {
        Assert.Equal("'the [first]'", _shell.Value<string>("(TabExpansion2 'Get-HtxOrder -Session th').CompletionMatches.CompletionText"));
        Assert.NotEmpty(_shell.Run("""
            $id = (Get-HtxOrder -Session two)[0].OrderId
            (TabExpansion2 "Stop-HtxOrder -Session two BTC-USDT $($id.Substring(0, 12))").CompletionMatches.CompletionText
            """));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("(1, 2)")]
    public void What_is_no_session_is_an_error_of_ours(string given)
    {
        Assert.StartsWith("HtxInvalidParameter,", _shell.ErrorOf($"Get-HtxRateLimit -Session {given}").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("HtxInvalidParameter,", _shell.ErrorOf($"Stop-HtxOrder -Session {given} BTC-USDT 1").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_may_name_none_and_one_that_is_no_pattern_is_an_error()
    {
        Assert.Equal("HtxNotConnected,HtxFutures.Commands.GetHtxSessionCommand", _shell.ErrorOf("Get-HtxSession nosuch").FullyQualifiedErrorId);
        Assert.Empty(_shell.Run("Get-HtxSession nosuch*"));
        Assert.Equal("HtxInvalidParameter,HtxFutures.Commands.GetHtxSessionCommand", _shell.ErrorOf("Get-HtxSession '[b'").FullyQualifiedErrorId);
        Assert.Equal("HtxInvalidParameter,HtxFutures.Commands.GetHtxOrderCommand", _shell.ErrorOf("Get-HtxOrder '[BTC'").FullyQualifiedErrorId);
    }
}
