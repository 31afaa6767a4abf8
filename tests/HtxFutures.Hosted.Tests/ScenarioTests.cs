namespace HtxFutures.Tests.Hosted;

/// <summary>What can be rehearsed on the sandbox.</summary>
public sealed class ScenarioTests : IDisposable
{
    private readonly HostedShell _shell = new();

    [Theory]
    [InlineData("Outage")]
    [InlineData("LostAnswers")]
    [InlineData("Busy")]
    [InlineData("RateLimited")]
    [InlineData("Partial")]
    public void Trouble_is_met_and_overcome(string scenario)
    {
        _shell.Run($"$null = Connect-HtxFutures -Sandbox -OrderCount 200 -Scenario {scenario}");
        _shell.Run("$results = Get-HtxOrder | Stop-HtxOrder -Wait");

        Assert.Equal(200, Number("@($results.OrderId | Select-Object -Unique).Count"));
        Assert.InRange(Number("@($results | Where-Object Attempts -gt 1).Count"), 1, 200);
        Assert.Equal(0, Number("@($results | Where-Object Outcome -in Accepted, Rejected, Unknown, NotFound).Count"));
        Assert.Equal(0, Number("@(Get-HtxOrder).Count"));
    }

    [Theory]
    [InlineData("Refused", "HtxPermissionDenied")]
    [InlineData("Maintenance", "HtxUnavailable")]
    [InlineData("Blocked", "HtxBlocked")]
    public void Trouble_that_cannot_be_overcome_is_told_and_what_is_open_is_called_open(string scenario, string errorId)
    {
        _shell.Run($"$null = Connect-HtxFutures -Sandbox -OrderCount 200 -Scenario {scenario}; $orders = Get-HtxOrder");
        HostedShell.Heard heard = _shell.Hear("$orders | Stop-HtxOrder -Wait -OutVariable results");

        Assert.Contains([.. heard.Errors, .. heard.End is null ? [] : new[] { heard.End }], error => error.FullyQualifiedErrorId.StartsWith(errorId + ",", StringComparison.Ordinal));
        Assert.InRange(Number("@($results.OrderId | Select-Object -Unique).Count"), 2, 200);
        Assert.InRange(Number("@($results | Where-Object Outcome -eq Rejected).Count"), 1, 199);
        Assert.InRange(Number("@($results | Where-Object Outcome -in Canceled, Accepted).Count"), 1, 199);
    }

    [Fact]
    public void One_of_several_accounts_is_blocked_and_the_others_go_on()
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -Name alpha, beta, gamma -OrderCount 50 -Scenario OneBlocked");
        HostedShell.Heard heard = _shell.Hear("Get-HtxSession | Get-HtxOrder | Stop-HtxOrder -Wait -OutVariable results");

        Assert.Null(heard.End);
        Assert.All(heard.Errors, error => Assert.Contains("'gamma'", error.Exception.Message, StringComparison.Ordinal));
        Assert.Contains(heard.Errors, error => error.FullyQualifiedErrorId.StartsWith("HtxBlocked,", StringComparison.Ordinal));
        Assert.Equal(100, Number("@($results | Where-Object { $_.Account -ne 'gamma' -and $_.Outcome -like '*Canceled' }).Count"));
        Assert.InRange(Number("@($results | Where-Object Outcome -eq Rejected).Count"), 1, 49);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Algo_orders_fire_while_they_are_being_stopped_once_prices_move(int seed)
    {
        _shell.Run($"$null = Connect-HtxFutures -Sandbox -OrderCount 200 -Scenario Moving -Seed {seed}; $algos = @(Get-HtxAlgoOrder)");
        _shell.Run("$results = @($algos | Stop-HtxAlgoOrder -Wait)");

        Assert.Equal(Number("$algos.Count"), Number("@($results.OrderId | Select-Object -Unique).Count"));
        Assert.InRange(Number("@($results | Where-Object Outcome -eq Filled).Count"), 1, 9);
        Assert.InRange(Number("@($results | Where-Object Outcome -eq Canceled).Count"), 1, 9);
        Assert.Equal(0, Number("@(Get-HtxAlgoOrder).Count"));

        // One button does all of it, with what those that fired have placed.
        _shell.Run($"$null = Connect-HtxFutures -Sandbox -Scenario Moving -Seed {seed}; $report = Stop-HtxTrading -AllContract -ClosePosition -Force");
        Assert.InRange(Number("[int] $report.AlgoOrders['Filled']"), 1, 9);
        Assert.Equal(0, Number("$report.Left.Count"));
    }

    [Fact]
    public void A_stream_that_is_unplugged_is_told_and_comes_back_with_what_changed_meanwhile()
    {
        _shell.Run("$session = Connect-HtxFutures -Sandbox -OrderCount 20 -Scenario Unplugged");
        HostedShell.Heard heard = _shell.Hear("Watch-HtxOrder -IncludeOpen -Duration 12s | ForEach-Object { $_.Change; if ($_.Change -eq 'Open') { $null = $_ | Stop-HtxOrder } }");

        Assert.Equal(20, heard.Output.Count(change => change.ToString() == "Open"));
        Assert.Equal(20, heard.Output.Count(change => change.ToString().StartsWith("Canceled", StringComparison.Ordinal)));
        Assert.Equal(2, heard.Warnings.Count);
        Assert.Contains("is lost", heard.Warnings[0], StringComparison.Ordinal);
        Assert.Matches(@"again after [1-9]\d*\.\d s\. \d+ changes are shown above", heard.Warnings[1]);
        Assert.Empty(heard.Errors);
    }

    [Fact]
    public void A_stream_that_is_deaf_takes_the_subscription_and_tells_of_nothing()
    {
        _shell.Run("$session = Connect-HtxFutures -Sandbox -OrderCount 5 -Scenario Deaf");
        HostedShell.Heard heard = _shell.Hear("Watch-HtxOrder -IncludeOpen -Duration 3s | ForEach-Object { $_.Change; $null = $_ | Stop-HtxOrder }"); // how it is found out, after a minute, is tried in virtual time

        Assert.Equal(Enumerable.Repeat("Open", 5), heard.Output.Select(change => change.ToString()));
        Assert.Equal(0, Number("@(Get-HtxOrder).Count"));
        Assert.Empty(heard.Warnings);
    }

    [Fact]
    public void Same_seed_makes_the_same_orders_and_another_seed_makes_others()
    {
        IEnumerable<object> Ids(int seed) => _shell.Run($"$null = Connect-HtxFutures -Sandbox -OrderCount 50 -Seed {seed}; Get-HtxOrder | ForEach-Object {{ $_.ContractCode + $_.Price + $_.Volume }}").Select(id => id.BaseObject);

        object[] first = [.. Ids(7)];
        Assert.Equal(first, Ids(7));
        Assert.NotEqual(first, Ids(8));
    }

    [Fact]
    public void Without_one_nothing_goes_wrong()
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -OrderCount 200; $results = Get-HtxOrder | Stop-HtxOrder -Wait");

        Assert.Equal(200, Number("@($results | Where-Object Attempts -eq 1).Count"));
    }

    public void Dispose() => _shell.Dispose();

    private int Number(string script) => (int)_shell.Run(script).Single().BaseObject;
}
