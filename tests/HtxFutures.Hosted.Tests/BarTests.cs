using System.Management.Automation;

namespace HtxFutures.Tests.Hosted;

/// <summary>
/// No bar stands where a row is written: at every line below one, the console asks the terminal for its cursor, and a
/// Ctrl+C in that moment leaves it waiting for ever.
/// </summary>
public sealed class BarTests : IDisposable
{
    private readonly HostedShell _shell = new();

    [Fact]
    public void Bar_is_taken_away_before_a_row_is_written()
    {
        // More than a window's worth of requests, so that there is a wait with a bar, and rows after it.
        _shell.Set("desk", _shell.Host.Desk);
        _shell.Run("$null = Connect-HtxFutures -Sandbox -OrderCount 800");
        IReadOnlyList<PSObject> standing = _shell.Run("Get-HtxOrder | Stop-HtxOrder | ForEach-Object { if ($desk.Progress.Count) { $desk.Progress[-1].RecordType } }");

        Assert.Contains(_shell.Host.Desk.Progress, bar => bar.RecordType == ProgressRecordType.Processing);
        Assert.NotEmpty(standing);
        Assert.All(standing, last => Assert.Equal(ProgressRecordType.Completed, last.BaseObject));
    }

    [Fact]
    public void Clearing_with_Wait_counts_the_orders_that_are_settled()
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -OrderCount 30 -Latency 1200ms; $null = Clear-HtxOrder -AllContract -Force -Wait -WarningAction Ignore");
        Assert.Contains(_shell.Host.Desk.Progress, bar => bar.Activity == "Clearing orders" && bar.StatusDescription.EndsWith(" of 30 settled", StringComparison.Ordinal));
        Assert.Equal(ProgressRecordType.Completed, _shell.Host.Desk.Progress[^1].RecordType);
    }

    [Fact]
    public void A_long_listing_counts_the_requests_that_were_answered()
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -OrderCount 300 -Latency 400ms; $null = Clear-HtxOrder -AllContract -WhatIf");
        Assert.Contains(_shell.Host.Desk.Progress, bar => bar.StatusDescription.EndsWith(" requests answered", StringComparison.Ordinal));
    }

    public void Dispose() => _shell.Dispose();
}
