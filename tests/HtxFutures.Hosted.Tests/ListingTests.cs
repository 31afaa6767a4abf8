namespace HtxFutures.Tests.Hosted;

/// <summary>Listing less than all: which orders, what is read for it, and what spans of time were understood as.</summary>
public sealed class ListingTests : IDisposable
{
    private readonly HostedShell _shell = new();

    public ListingTests() => _shell.Run("$null = Connect-HtxFutures -Sandbox -OrderCount 250");

    [Theory]
    [InlineData("-First 10", 10, 1)]
    [InlineData("-First 50", 50, 1)] // the sandbox gives no more on a page
    [InlineData("-First 51", 51, 2)]
    [InlineData("-First 300", 250, 6)]
    [InlineData("BTC-USDT, ETH-USDT, SOL-USDT -First 20", 20, 1)]
    public void First_ends_the_reading(string arguments, int count, int requests)
    {
        HostedShell.Heard heard = _shell.Hear($"Get-HtxOrder {arguments} -Verbose");
        Assert.Equal(count, heard.Output.Count);
        Assert.Equal(requests, heard.Verbose.Count(line => line.StartsWith("GET ", StringComparison.Ordinal)));
        Assert.Null(heard.End);
    }

    [Fact]
    public void First_counts_what_matches() =>
        Assert.Equal("100 Sell", _shell.Run("$sell = @(Get-HtxOrder -Side Sell -First 100); \"$($sell.Count) $($sell.Side | Select-Object -Unique)\"").Single().BaseObject);

    [Fact]
    public void Position_side_is_that_of_the_order()
    {
        Assert.Equal(250, _shell.Run("Get-HtxOrder -PositionSide Both").Count);
        Assert.Empty(_shell.Run("Get-HtxOrder -PositionSide Long"));
    }

    [Fact]
    public void Older_and_newer_make_a_window()
    {
        int all = _shell.Run("Get-HtxOrder").Count;
        int old = _shell.Run("Get-HtxOrder -OlderThan 30m").Count;
        int recent = _shell.Run("Get-HtxOrder -NewerThan 30m").Count;
        Assert.Equal(all, old + recent);
        Assert.InRange(recent, 1, all - 1);
        Assert.Equal(recent - _shell.Run("Get-HtxOrder -NewerThan 10m").Count, _shell.Run("Get-HtxOrder -OlderThan 10m -NewerThan 30m").Count);
        Assert.StartsWith("HtxInvalidParameter,", Assert.Single(_shell.Hear("Get-HtxOrder -OlderThan 2h -NewerThan 30m").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-HtxOrder -OlderThan 90m", "^-OlderThan: 01:30:00, so placed before [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}Z\\.$")]
    [InlineData("Get-HtxOrder DOGE-USDT -NewerThan 3d", "^-NewerThan: 3\\.00:00:00, so placed after [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}Z\\.$")]
    [InlineData("Stop-HtxOrder BTC-USDT 1 -WaitTimeout 30m -ErrorAction Ignore", "^-WaitTimeout: 00:30:00\\.$")]
    [InlineData("Enable-HtxAutoCancel 90s", "^-Timeout: 00:01:30\\.$")]
    [InlineData("Get-HtxJournal -Since '2026-11-25T08:00Z'", "^-Since: 2026-11-25 08:00:00Z\\.$")]
    [InlineData("Connect-HtxFutures -Sandbox -Latency 40ms", "^-Latency: 00:00:00\\.0400000\\.$")]
    public void A_span_is_told_as_it_was_understood(string command, string expected) => Assert.Single(_shell.Hear($"{command} -Verbose").Verbose, line => System.Text.RegularExpressions.Regex.IsMatch(line, expected));

    [Theory]
    [InlineData("", 250)]
    [InlineData("BTC-USDT", 50)]
    [InlineData("BTC-USDT -Side Buy -First 3", 3)]
    [InlineData("BTC-USDT 1550000000000000001", 1)]
    [InlineData("-ContractCode BTC-USDT -OrderId 1550000000000000001", 1)]
    public void A_contract_is_listed_where_no_id_follows(string arguments, int count)
    {
        Assert.Equal(count, _shell.Run($"Get-HtxOrder {arguments}").Count);
        Assert.Equal(count, _shell.Run($"Get-HtxSession | Get-HtxOrder {arguments}").Count);
    }

    [Theory]
    [InlineData("Get-HtxOrder BTC-USDT 1550000000000000001 -Side Buy", "-Side chooses from a listing, and single orders are looked up by their ids as they are.")]
    [InlineData("Get-HtxAlgoOrder BTC-USDT 1570000000000000001 -Type Trigger", "-Type chooses from a listing, and single algo orders are looked up by their ids as they are.")]
    [InlineData("[pscustomobject] @{ ContractCode = 'BTC-USDT' } | Get-HtxOrder", "What came from the pipeline names the contract BTC-USDT and no id.")]
    public void Nothing_is_listed_where_an_id_is_meant(string command, string why)
    {
        HostedShell.Heard heard = _shell.Hear($"{command} -Verbose");
        Assert.Empty(heard.Output);
        Assert.DoesNotContain(heard.Verbose, line => line.StartsWith("GET ", StringComparison.Ordinal));
        Assert.Equal(why, Assert.Single(heard.Errors).Exception.Message);
    }

    [Theory]
    [InlineData("Get-HtxOrder", "OrderId")]
    [InlineData("Get-HtxAlgoOrder", "AlgoId")]
    public void What_ends_the_looking_up_is_told_while_more_still_comes(string cmdlet, string id)
    {
        Behind.Exchange(_shell, "Get-HtxSession").Faults.Add("1004-before:code=1431:kind=read");
        HostedShell.Heard heard = _shell.Hear($"1..100 | ForEach-Object {{ $came = $_; Start-Sleep -Milliseconds 20; [pscustomobject] @{{ ContractCode = 'BTC-USDT'; {id} = \"$_\" }} }} | {cmdlet} -Verbose");
        Assert.StartsWith("HtxUnavailable,", Assert.Single(heard.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.InRange(_shell.Value<int>("$came"), 1, 90);
        Assert.InRange(heard.Verbose.Count(line => line.StartsWith("GET ", StringComparison.Ordinal)), 1, 90);
    }

    public void Dispose() => _shell.Dispose();
}
