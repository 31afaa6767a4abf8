namespace HtxFutures.Tests.Hosted;

/// <summary>What Clear-HtxOrder does about algo orders, and what it says where it does nothing.</summary>
public sealed class ClearAlgoTests : IDisposable
{
    private readonly HostedShell _shell = new();

    public ClearAlgoTests() => _shell.Run("""
        $null = Connect-HtxFutures -Sandbox -OrderCount 12
        $algos = @(Get-HtxAlgoOrder)
        """);

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("-AllContract", "10 algo orders of every contract of the account were still active when looked at, and can trade: *Clear-HtxOrder -IncludeAlgo*", "$true")]
    [InlineData("BTC-USDT, ETH-USDT", "10 algo orders of BTC-USDT; ETH-USDT were still active when looked at*", "$true")]
    [InlineData("BTC-USDT -Side Sell", "* algo orders of BTC-USDT, side Sell were still active*", "$_.ContractCode -eq 'BTC-USDT' -and $_.Side -eq 'Sell'")]
    public void Without_the_switch_one_warning_counts_those_that_are_left(string scope, string warning, string left)
    {
        HostedShell.Heard heard = _shell.Hear($"Clear-HtxOrder {scope} -Force");
        string said = Assert.Single(heard.Warnings);
        Like.Matches(warning, said);
        Assert.StartsWith($"{Count($"$algos | Where-Object {{ {left} }}")} ", said, StringComparison.Ordinal);
        Assert.Empty(heard.Errors);
        Assert.Equal(10, Count("Get-HtxAlgoOrder"));
    }

    [Theory]
    [InlineData("-AllContract", "$true")]
    [InlineData("BTC-USDT", "$_.ContractCode -eq 'BTC-USDT'")]
    [InlineData("-AllContract -Side Buy", "$_.Side -eq 'Buy'")]
    [InlineData("ETH-USDT, BTC-USDT -PositionSide Both", "$_.PositionSide -eq 'Both'")]
    public void With_it_those_of_the_scope_are_stopped_and_no_others(string scope, string meant)
    {
        HostedShell.Heard heard = _shell.Hear($"$rows = @(Clear-HtxOrder {scope} -IncludeAlgo -Force -Wait); Get-HtxAlgoOrder");
        Assert.Empty(heard.Warnings);
        Assert.Empty(heard.Errors);
        Assert.Equal(Ids($"$algos | Where-Object {{ {meant} }}"), Ids("$rows | Where-Object Kind -eq AlgoOrder", "OrderId"));
        Assert.Equal(Ids($"$algos | Where-Object {{ -not ({meant}) }}"), heard.Output.Select(row => row.Properties["AlgoId"].Value.ToString()!).Order());
        Assert.Equal(0, Count("$rows | Where-Object Outcome -notin Canceled, PartiallyCanceled"));
        Assert.Equal(0, Count("$seen = $false; $rows | Where-Object { $seen = $seen -or $_.Kind -eq 'AlgoOrder'; $seen -and $_.Kind -eq 'Order' }"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-IncludeAlgo")]
    public void The_orders_are_cancelled_before_algo_orders_are_asked_for(string more)
    {
        string[] requests = [.. _shell.Hear($"Clear-HtxOrder -AllContract -Force {more} -Verbose").Verbose.Where(line => line.Contains("/v5/", StringComparison.Ordinal))];
        int cancel = Array.FindIndex(requests, line => line.Contains("cancel_all_orders", StringComparison.Ordinal));
        int algo = Array.FindIndex(requests, line => line.Contains("/v5/algo/", StringComparison.Ordinal));
        Assert.InRange(cancel, 0, algo - 1);
    }

    [Fact]
    public void What_is_not_agreed_to_is_neither_stopped_nor_counted()
    {
        Assert.Empty(_shell.Hear("Clear-HtxOrder -AllContract -IncludeAlgo -WhatIf; Clear-HtxOrder BTC-USDT -WhatIf").Warnings);
        Assert.Equal((10, 12), (Count("Get-HtxAlgoOrder"), Count("Get-HtxOrder")));
    }

    [Fact]
    public void The_dead_mans_switch_says_once_what_it_leaves()
    {
        Like.Matches("*Trigger, take-profit, stop-loss and trailing orders stay*", Assert.Single(_shell.Hear("Enable-HtxAutoCancel 30s").Warnings));
        Assert.Empty(_shell.Hear("Enable-HtxAutoCancel 40s").Warnings);
        _shell.Run("$null = Disable-HtxAutoCancel");
    }

    [Fact]
    public void Where_none_is_left_nothing_is_said()
    {
        _shell.Run("$null = $algos | Stop-HtxAlgoOrder -Wait");
        Assert.Empty(_shell.Hear("Clear-HtxOrder -AllContract -Force").Warnings);
    }

    [Fact]
    public void A_run_that_ends_early_says_that_algo_orders_may_be_left()
    {
        HostedShell.Heard heard = _shell.Hear("Clear-HtxOrder -AllContract -IncludeAlgo -Force | Select-Object -First 1");
        Like.Matches("*algo orders may have been stopped, and others not*", Assert.Single(heard.Warnings));
    }

    private int Count(string script) => _shell.Value<int>($"@({script}).Count");

    private IEnumerable<string> Ids(string script, string property = "AlgoId") => _shell.Run($"{script} | ForEach-Object {property}").Select(id => id.ToString()).Order();
}
