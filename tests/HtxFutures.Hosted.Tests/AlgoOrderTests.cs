using System.Management.Automation;

namespace HtxFutures.Tests.Hosted;

/// <summary>Algo orders at the prompt: shown, stopped by whatever names them, and never taken for orders.</summary>
public sealed class AlgoOrderTests : IDisposable
{
    private readonly HostedShell _shell = new();

    public AlgoOrderTests() => _shell.Run("""
        $one = Connect-HtxFutures -Sandbox -OrderCount 12 -Name algos
        $algos = @(Get-HtxAlgoOrder)
        $orders = @(Get-HtxOrder)
        """);

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void The_sandbox_has_some_of_every_type()
    {
        Assert.Equal(10, Count("$algos"));
        Assert.Equal(5, Count("$algos | Select-Object -Unique Type"));
        Assert.Equal("algos", _shell.Value<string>("$algos[0].Account"));
    }

    [Theory]
    [InlineData("-Type Trigger", "Type -eq Trigger")]
    [InlineData("-Side Sell", "Side -eq Sell")]
    [InlineData("-MarginMode Isolated", "MarginMode -eq Isolated")]
    [InlineData("BTC-*", "ContractCode -like BTC-*")]
    [InlineData("btc-usdt", "ContractCode -eq BTC-USDT")]
    [InlineData("BTC-USDT, ETH-USDT", "ContractCode -in BTC-USDT, ETH-USDT")]
    [InlineData("-OlderThan 20m", "Age -gt 0:20:00")]
    public void Filters_show_what_is_meant(string parameters, string meant)
    {
        Assert.Equal(Ids($"$algos | Where-Object {meant}").Order(), Ids($"Get-HtxAlgoOrder {parameters}").Order());
        Assert.NotEmpty(Ids($"$algos | Where-Object {meant}"));
    }

    [Fact]
    public void A_single_one_is_looked_up_by_either_id_also_when_it_has_ended()
    {
        Assert.True(_shell.Is("(Get-HtxAlgoOrder $algos[0].ContractCode $algos[0].AlgoId).AlgoId -eq $algos[0].AlgoId"));
        _shell.Run("$named = $algos | Where-Object ClientAlgoId | Select-Object -First 1");
        Assert.True(_shell.Is("(Get-HtxAlgoOrder $named.ContractCode -ClientAlgoId $named.ClientAlgoId).AlgoId -eq $named.AlgoId"));
        _shell.Run("$null = $algos[0] | Stop-HtxAlgoOrder -Wait");
        Assert.True(_shell.Is("($algos[0] | Select-Object ContractCode, AlgoId | Get-HtxAlgoOrder).State -eq 'Canceled'"));
    }

    [Theory]
    [InlineData("$algos | Stop-HtxAlgoOrder")]
    [InlineData("Stop-HtxAlgoOrder $algos")]
    [InlineData("$algos | Select-Object ContractCode, AlgoId | ConvertTo-Csv | ConvertFrom-Csv | Stop-HtxAlgoOrder")]
    [InlineData("$algos | ForEach-Object { @{ contract_code = $_.ContractCode; algo_id = $_.AlgoId } } | Stop-HtxAlgoOrder")]
    [InlineData("$algos | ForEach-Object { Stop-HtxAlgoOrder $_.ContractCode $_.AlgoId }")]
    [InlineData("$algos | ForEach-Object { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_)) } | Stop-HtxAlgoOrder")]
    public void Whatever_names_one_stops_it(string command)
    {
        _shell.Run($"$results = {command}");
        Assert.Equal(Ids("$algos").Order(), Ids("$results", "OrderId").Order());
        Assert.Equal(10, Count("$results | Where-Object { $_.Kind -eq 'AlgoOrder' -and $_.Outcome -eq 'Accepted' }"));
        _shell.WaitUntil("-not (Get-HtxAlgoOrder)");
        Assert.Equal(12, Count("Get-HtxOrder"));
    }

    [Fact]
    public void Waiting_shows_final_states_and_the_result_can_be_given_again()
    {
        Assert.Equal(10, Count("$results = $algos | Stop-HtxAlgoOrder -Wait; $results | Where-Object Outcome -eq Canceled"));
        Assert.Equal(10, Count("$results | ConvertTo-Csv | ConvertFrom-Csv | Stop-HtxAlgoOrder -Wait | Where-Object Outcome -eq AlreadyCanceled"));
    }

    [Fact]
    public void WhatIf_sends_nothing_and_what_is_about_to_be_done_says_what_it_would_have_done()
    {
        _shell.Run("$algos | Stop-HtxAlgoOrder -WhatIf");
        Assert.Equal(10, Count("Get-HtxAlgoOrder"));
        Like.Matches("*BTC-USDT algo order * at * when *", (string)_shell.Run("& { Stop-HtxAlgoOrder ($algos | Where-Object ContractCode -eq BTC-USDT)[0] -Debug } 5>&1 | Out-String -Width 300").Single().BaseObject);
    }

    [Theory]
    [InlineData("Stop-HtxAlgoOrder $orders[0].ContractCode $orders[0].OrderId", "*: Stop-HtxOrder -ContractCode * -OrderId *.")]
    [InlineData("Stop-HtxOrder $algos[0].ContractCode $algos[0].AlgoId", "*: Stop-HtxAlgoOrder -ContractCode * -AlgoId *.")]
    [InlineData("Get-HtxAlgoOrder $orders[0].ContractCode $orders[0].OrderId", "*: Get-HtxOrder -ContractCode * -OrderId *.")]
    [InlineData("Get-HtxOrder $algos[0].ContractCode $algos[0].AlgoId", "*: Get-HtxAlgoOrder -ContractCode * -AlgoId *.")]
    public void An_id_of_the_other_kind_is_not_found_and_the_advice_names_its_command(string command, string advice)
    {
        ErrorRecord failure = _shell.ErrorOf(command);
        Assert.StartsWith("HtxOrderNotFound,", failure.FullyQualifiedErrorId, StringComparison.Ordinal);
        Like.Matches(advice, failure.ErrorDetails.RecommendedAction);
        Assert.Equal((10, 12), (Count("Get-HtxAlgoOrder"), Count("Get-HtxOrder")));
    }

    [Theory]
    [InlineData("$algos[0] | Stop-HtxOrder", "Pass it to Stop-HtxAlgoOrder.")]
    [InlineData("$orders[0] | Stop-HtxAlgoOrder", "Pass it to Stop-HtxOrder.")]
    [InlineData("$algos[0] | Stop-HtxAlgoOrder | ConvertTo-Csv | ConvertFrom-Csv | Stop-HtxOrder", "Pass it to Stop-HtxAlgoOrder.")]
    public void An_object_of_the_other_kind_is_refused_unsent(string command, string advice)
    {
        HostedShell.Heard heard = _shell.Hear(command);
        var result = (HtxCancelResult)Assert.Single(heard.Output).BaseObject;
        Assert.Equal((CancelOutcome.Rejected, 0), (result.Outcome, result.Attempts));
        Assert.Equal(advice, Assert.Single(heard.Errors).ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void An_empty_array_means_nothing()
    {
        _shell.Run("@() | Stop-HtxAlgoOrder");
        Assert.NotNull(_shell.ErrorOf("Stop-HtxAlgoOrder BTC-USDT"));
        Assert.NotNull(_shell.ErrorOf("Stop-HtxAlgoOrder BTC-USDT -AlgoId @()"));
        Assert.Equal(10, Count("Get-HtxAlgoOrder"));
    }

    [Fact]
    public void An_id_that_came_through_a_floating_point_number_is_refused() =>
        Assert.StartsWith("HtxInvalidParameter,", _shell.ErrorOf("Stop-HtxAlgoOrder BTC-USDT 1.57E18").FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Tab_completes_their_ids_and_no_others()
    {
        string[] ids = Completions("Stop-HtxAlgoOrder -AlgoId ");
        Assert.Equal(Ids("$algos").Order(), ids.Order());
        Assert.Equal(Ids("$algos | Where-Object ClientAlgoId", "ClientAlgoId").Order(), Completions("Get-HtxAlgoOrder BTC-USDT, ETH-USDT -ClientAlgoId ").Order());
        Assert.Equal(Ids("$orders", "OrderId").Order(), Completions("Stop-HtxOrder -OrderId ").Order());
        _shell.Run("$null = $algos[0] | Stop-HtxAlgoOrder -Wait");
        Assert.DoesNotContain(_shell.Value<string>("$algos[0].AlgoId"), Completions("Stop-HtxAlgoOrder -AlgoId "));
    }

    [Fact]
    public void The_journal_says_what_they_are()
    {
        _shell.Run("$since = Get-Date; $null = $algos | Stop-HtxAlgoOrder; $null = $orders[0] | Stop-HtxOrder");
        Assert.Equal(10, Count("Get-HtxJournal -Session algos -Since $since -Kind AlgoOrder | Where-Object Command -eq Stop-HtxAlgoOrder"));
        Assert.Equal(1, Count("Get-HtxJournal -Session algos -Since $since -Kind Order"));
    }

    [Fact]
    public void A_run_that_ends_early_says_where_to_look()
    {
        HostedShell.Heard heard = _shell.Hear("$algos | Stop-HtxAlgoOrder | Select-Object -First 1");
        Like.Matches("Stop-HtxAlgoOrder was ended early: * algo orders * Get-HtxAlgoOrder shows what is active.", Assert.Single(heard.Warnings));
    }

    [Theory]
    [InlineData(79)]
    [InlineData(99)]
    [InlineData(119)]
    public void Tables_fit_and_cut_neither_id_nor_description(int width)
    {
        string[] lines = ((string)_shell.Run($"$algos | Out-String -Width {width}").Single().BaseObject).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.InRange(line.TrimEnd().Length, 0, width));
        string shown = string.Join(' ', string.Join(' ', lines).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(Ids("$algos"), id => Assert.Contains(id, shown, StringComparison.Ordinal));
        Assert.DoesNotContain('…', shown);
        Assert.DoesNotContain("...", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void One_in_a_string_is_a_line() => Assert.True(_shell.Is("\"$($algos[0])\" -eq ('{0} {1} {2}' -f $algos[0].ContractCode, $algos[0].AlgoId, $algos[0].Description)"));

    private int Count(string script) => _shell.Value<int>($"@({script}).Count");

    private string[] Ids(string script, string property = "AlgoId") => [.. _shell.Run($"@({script}).{property}").Select(id => id.ToString())];

    private string[] Completions(string line) =>
        [.. _shell.Run($"(TabExpansion2 '{line}' -cursorColumn {line.Length}).CompletionMatches.CompletionText").Select(text => text.ToString())];
}
