using System.Management.Automation;

namespace HtxFutures.Tests.Hosted;

/// <summary>What goes to which stream, and in which order.</summary>
public sealed class StreamTests : IDisposable
{
    private readonly HostedShell _shell = new();

    public StreamTests() => _shell.Run("$null = Connect-HtxFutures -Sandbox -OrderCount 20");

    [Fact]
    public void One_bad_order_is_one_row_and_one_error_and_stops_no_other()
    {
        HostedShell.Heard heard = _shell.Hear("'1', (Get-HtxOrder BTC-USDT | Select-Object -First 1).OrderId, '2' | ForEach-Object { [pscustomobject] @{ ContractCode = 'BTC-USDT'; OrderId = $_ } } | Stop-HtxOrder");

        Assert.Null(heard.End);
        Assert.Equal(["Accepted", "NotFound", "NotFound"], heard.Output.Select(row => row.Properties["Outcome"].Value.ToString()).Order());
        Assert.Equal(2, heard.Errors.Count);
        Assert.All(heard.Errors, error => Assert.Equal("HtxOrderNotFound,HtxFutures.Commands.StopHtxOrderCommand", error.FullyQualifiedErrorId));
        Assert.All(heard.Errors, error => Assert.IsType<HtxCancelResult>(error.TargetObject));
    }

    [Fact]
    public void The_row_comes_before_the_error_that_ends_the_script() => Assert.Equal(
        "NotFound",
        _shell.Run("$rows = @(); try { Stop-HtxOrder BTC-USDT 1 -ErrorAction Stop | ForEach-Object { $rows += $_ } } catch { }; \"$($rows.Outcome)\"").Single().BaseObject);

    [Fact]
    public void Verbose_is_one_line_for_each_request_and_nothing_is_said_without_it()
    {
        Assert.Empty(_shell.Hear("Get-HtxOrder").Verbose);
        Assert.All(_shell.Hear("Get-HtxOrder -Verbose").Verbose, line => Assert.StartsWith("GET /v5/trade/order/opens", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Verbose_is_not_drowned_by_a_line_for_each_order()
    {
        _shell.Run("$orders = Get-HtxOrder");
        HostedShell.Heard heard = _shell.Hear("$orders | Stop-HtxOrder -Verbose");
        Assert.Equal(20, heard.Output.Count);
        Assert.NotEmpty(heard.Verbose);
        Assert.All(heard.Verbose, line => Assert.StartsWith("POST /v5/trade/cancel", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Debug_says_a_line_for_each_order()
    {
        _shell.Run("$orders = Get-HtxOrder");
        Assert.Equal(20, _shell.Run("& { $DebugPreference = 'Continue'; $orders | Stop-HtxOrder 5>&1 }").Count(line => line.ToString().StartsWith("Performing the operation \"Cancel order\" on target \"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Without_a_session_every_cmdlet_that_needs_one_says_how_to_get_it()
    {
        _shell.Run("Disconnect-HtxFutures");
        foreach (string command in (string[])["Get-HtxOrder", "Stop-HtxOrder BTC-USDT 1", "Clear-HtxOrder BTC-USDT -Force", "Enable-HtxAutoCancel 30s", "Disable-HtxAutoCancel", "Get-HtxRateLimit"])
        {
            ErrorRecord error = Assert.Single(_shell.Hear(command).Errors);
            Assert.StartsWith("HtxNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("Connect-HtxFutures", error.Exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_downstream_has_enough_of_is_not_sent()
    {
        Assert.Equal(2, _shell.Run("Get-HtxOrder | Select-Object -First 2").Count);
        Assert.Equal(20, _shell.Run("Get-HtxOrder").Count);
    }

    public void Dispose() => _shell.Dispose();
}
