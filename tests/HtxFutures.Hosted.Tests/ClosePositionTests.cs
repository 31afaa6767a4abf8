using System.Management.Automation;
using HtxFutures.Sandbox;

namespace HtxFutures.Tests.Hosted;

/// <summary>Positions closed at the prompt: asked about, closed as a whole, and told of one by one.</summary>
public sealed class ClosePositionTests : IDisposable
{
    private readonly HostedShell _shell = new();
    private readonly SandboxAccount _account;

    public ClosePositionTests()
    {
        _shell.Run("$one = Connect-HtxFutures -Sandbox -OrderCount 0 -Name closing; $since = Get-Date");
        _account = Behind.Account(_shell, "$one");
        foreach (SandboxPosition sample in _account.Positions)
        {
            _account.EndPosition(sample.ContractCode, sample.PositionSide, sample.MarginMode);
        }

        Plant("BTC-USDT", "long", "cross", 300);
        Plant("BTC-USDT", "short", "isolated", 7);
        Plant("ETH-USDT", "short", "cross", 50);
    }

    private NotingDesk Desk => _shell.Host.Desk;

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void All_are_closed_and_told_of_one_by_one()
    {
        _shell.Run("$results = @(Get-HtxPosition | Close-HtxPosition -Wait -Force)");
        Assert.True(_shell.Is("$results.Count -eq 3 -and -not ($results | Where-Object Outcome -ne Closed) -and -not (Get-HtxPosition)"));
        Assert.True(_shell.Is("$r = $results | Where-Object ContractCode -eq ETH-USDT; $r.Side -eq 'Short' -and $r.Mode -eq 'Cross' -and $r.Closed -eq 50 -and $r.Left -eq 0 -and $r.AveragePrice -gt 0 -and $r.Account -eq 'closing'"));
        Assert.Empty(_account.Positions);
    }

    [Theory]
    [InlineData("Close-HtxPosition btc-usdt Long Cross -Force")]
    [InlineData("Close-HtxPosition -ContractCode BTC-USDT -PositionSide Long -MarginMode Cross -Confirm:$false")]
    [InlineData("Get-HtxPosition BTC-USDT -PositionSide Long | Close-HtxPosition -Force")]
    [InlineData("Close-HtxPosition (Get-HtxPosition BTC-USDT -PositionSide Long) -Force")]
    public void One_is_closed_and_no_other(string command)
    {
        Assert.Equal("Accepted", _shell.Value<CloseOutcome>($"({command}).Outcome").ToString());
        _shell.WaitUntil("@(Get-HtxPosition).Count -eq 2");
    }

    [Fact]
    public void The_question_names_session_contract_side_volume_and_profit()
    {
        _shell.Run("Get-HtxPosition BTC-USDT | Close-HtxPosition -Wait");
        Assert.Equal(2, Desk.Questions.Count);
        Assert.All(Desk.Questions, question => Assert.Matches("\"Close the whole position at market\" on target \"BTC-USDT (Long 300|Short 7) @ [0-9.]+ (cross|isolated), unrealised profit -?[0-9.]+ of session 'closing' \\(", question));
        Desk.Questions.Clear();
        _shell.Run("Close-HtxPosition ETH-USDT Short Cross");
        Assert.Contains("ETH-USDT Short 50 @ ", Assert.Single(Desk.Questions), StringComparison.Ordinal);
    }

    [Fact]
    public void No_closes_nothing_and_yes_to_all_asks_no_more()
    {
        Desk.Answers.Enqueue("No");
        Desk.Answers.Enqueue("Yes to All");
        Assert.Equal(2, _shell.Value<int>("@(Get-HtxPosition | Close-HtxPosition).Count"));
        Assert.Equal(2, Desk.Questions.Count);
    }

    [Theory]
    [InlineData("Get-HtxPosition | Close-HtxPosition -WhatIf")]
    [InlineData("Get-HtxPosition | Close-HtxPosition -Force -WhatIf")]
    [InlineData("Close-HtxPosition BTC-USDT Long Cross -Force -WhatIf")]
    public void WhatIf_sends_nothing(string command)
    {
        Assert.Empty(_shell.Run(command));
        Assert.Equal(3, _account.Positions.Count);
    }

    [Fact]
    public void Nothing_to_close_is_no_error()
    {
        HostedShell.Heard heard = _shell.Hear("Close-HtxPosition SOL-USDT Long Cross -Force -Wait");
        Assert.Equal(CloseOutcome.NothingToClose, Result(heard).Outcome);
        Assert.Empty(heard.Errors);
        Assert.Empty(heard.Warnings);
    }

    [Fact]
    public void A_held_position_is_blocked_and_the_advice_frees_it()
    {
        _account.AddOrder(new SandboxOrderTemplate { ContractCode = "BTC-USDT", Side = "sell", PositionSide = "long", Volume = 100, Price = 1_000_000 });
        HostedShell.Heard heard = _shell.Hear("Get-HtxPosition BTC-USDT -PositionSide Long | Close-HtxPosition -Force");
        Assert.Equal((CloseOutcome.Blocked, 300m), (Result(heard).Outcome, Result(heard).RemainingVolume));
        ErrorRecord error = Assert.Single(heard.Errors);
        Assert.StartsWith("HtxPositionNotClosed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Same(Result(heard), error.TargetObject);
        Assert.EndsWith(": Clear-HtxOrder BTC-USDT -Side Sell.", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        _shell.Run("Clear-HtxOrder BTC-USDT -Side Sell -Force -Wait -WarningAction Ignore");
        Assert.Equal(CloseOutcome.Closed, _shell.Value<CloseOutcome>("(Close-HtxPosition BTC-USDT Long Cross -Force -Wait).Outcome"));
    }

    [Fact]
    public void The_wrong_side_for_the_mode_is_rejected()
    {
        HostedShell.Heard heard = _shell.Hear("Close-HtxPosition BTC-USDT Both Cross -Force");
        Assert.Equal(CloseOutcome.Rejected, Result(heard).Outcome);
        Assert.Contains("position mode", Assert.Single(heard.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_turned_round_is_not_touched()
    {
        _shell.Run("$two = Connect-HtxFutures -Sandbox -OrderCount 0 -Name two");
        SandboxAccount oneWay = Behind.Account(_shell, "$two");
        oneWay.PositionMode = SandboxPositionMode.SingleSide;
        oneWay.AddPosition(new SandboxPositionTemplate { ContractCode = "LINK-USDT", Direction = "buy", Volume = 3, EntryPrice = 10 });
        _shell.Run("$held = Get-HtxPosition LINK-USDT");
        oneWay.EndPosition("LINK-USDT", "both", "cross");
        oneWay.AddPosition(new SandboxPositionTemplate { ContractCode = "LINK-USDT", Direction = "sell", Volume = 2, EntryPrice = 10 });
        CloseOutcome outcome = _shell.Value<CloseOutcome>("($turned = $held | Close-HtxPosition -Force).Outcome");
        Assert.Equal((CloseOutcome.NothingToClose, 2m), (outcome, oneWay.FindPosition("LINK-USDT", "both", "cross")!.Volume));
        Like.Matches("*turned round*LINK-USDT Long 3*LINK-USDT Short 2*", _shell.Value<string>("$turned.Message"));
    }

    [Fact]
    public void One_of_another_account_is_rejected_where_a_session_is_named_and_goes_back_where_none_is()
    {
        _shell.Run("$held = Get-HtxPosition ETH-USDT; $two = Connect-HtxFutures -Sandbox -OrderCount 0 -Name two");
        HostedShell.Heard heard = _shell.Hear("$held | Close-HtxPosition -Force -Session two");
        Assert.Equal((CloseOutcome.Rejected, 0, "closing"), (Result(heard).Outcome, Result(heard).Attempts, Result(heard).Account));
        Like.Matches("*'closing'*'two'*", Assert.Single(heard.Errors).Exception.Message);
        Assert.Equal(CloseOutcome.Closed, _shell.Value<CloseOutcome>("($held | Close-HtxPosition -Force -Wait).Outcome"));
    }

    [Theory]
    [InlineData("Close-HtxPosition nonsense Long Cross -Force")]
    [InlineData("Close-HtxPosition BTC-* Long Cross -Force")]
    public void What_is_no_contract_is_rejected_unsent(string command)
    {
        HostedShell.Heard heard = _shell.Hear(command);
        Assert.Equal((CloseOutcome.Rejected, 0), (Result(heard).Outcome, Result(heard).Attempts));
        Assert.StartsWith("HtxInvalidParameter,", Assert.Single(heard.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'BTC-USDT' | Close-HtxPosition -Force")]
    [InlineData("$one | Close-HtxPosition -Force")]
    [InlineData("Get-HtxPosition | Select-Object * | Close-HtxPosition -Force")]
    [InlineData("Get-HtxPosition | Close-HtxPosition BTC-USDT Long Cross -Force")]
    [InlineData("$null | Close-HtxPosition -Force")]
    public void What_does_not_bind_closes_nothing(string command)
    {
        Assert.NotNull(_shell.ErrorOf(command));
        Assert.Equal(3, _account.Positions.Count);
    }

    [Fact]
    public void An_empty_array_means_nothing() => Assert.Empty(_shell.Run("@() | Close-HtxPosition -Force"));

    [Fact]
    public void Algo_orders_of_the_closed_side_are_told_once_a_contract()
    {
        Stop("BTC-USDT", "long");
        Stop("BTC-USDT", "long");
        Stop("BTC-USDT", "short"); // its position is isolated, and the stop cross
        Stop("SOL-USDT", "long");
        Stop("ETH-USDT", "both"); // of whichever side
        HostedShell.Heard heard = _shell.Hear("Get-HtxPosition | Close-HtxPosition -Force");
        Assert.Equal(
            [
                "2 active algo orders of BTC-USDT Long and Short are left, and can still trade: Get-HtxAlgoOrder BTC-USDT shows them, and Get-HtxAlgoOrder BTC-USDT | Stop-HtxAlgoOrder stops them.",
                "1 active algo order of ETH-USDT Short is left, and can still trade: Get-HtxAlgoOrder ETH-USDT shows them, and Get-HtxAlgoOrder ETH-USDT | Stop-HtxAlgoOrder stops them.",
            ],
            heard.Warnings);
    }

    [Fact]
    public void Algo_orders_that_cannot_be_listed_are_said_to_be_unknown()
    {
        Behind.Exchange(_shell, "$one").Faults.Add(new FaultRule(FaultKind.BusyBefore) { Path = "/v5/algo/order/opens" });
        HostedShell.Heard heard = _shell.Hear("Close-HtxPosition ETH-USDT Short Cross -Force");
        Assert.Equal(CloseOutcome.Accepted, Result(heard).Outcome);
        Like.Matches("Whether active algo orders of ETH-USDT Short are left could not be looked at.*", Assert.Single(heard.Warnings));
    }

    [Theory]
    [InlineData("-Wait", 1, 0)]
    [InlineData("", 0, 0)]
    public void A_part_is_an_error_for_who_waits(string wait, int errors, int warnings)
    {
        Behind.Exchange(_shell, "$one").Options.CloseFillShare = 0.5m;
        HostedShell.Heard heard = _shell.Hear($"Get-HtxPosition BTC-USDT -PositionSide Long | Close-HtxPosition -Force {wait}");
        Assert.Equal((errors, warnings), (heard.Errors.Count, heard.Warnings.Count));
        if (errors > 0)
        {
            Assert.Equal((CloseOutcome.PartiallyClosed, 150m, 150m), (Result(heard).Outcome, Result(heard).ClosedVolume, Result(heard).RemainingVolume));
        }
    }

    [Theory]
    [InlineData(79, false)]
    [InlineData(99, true)]
    [InlineData(119, true)]
    public void The_table_fits_and_cuts_no_figure(int width, bool showsMessage)
    {
        string table = _shell.Value<string>($"Get-HtxPosition | Close-HtxPosition -Wait -Force | Sort-Object Closed | Out-String -Width {width}");
        string[] lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
        Assert.Equal(showsMessage, lines[0].EndsWith("Message", StringComparison.Ordinal));
        Assert.Matches("^BTC-USDT +Short Isolated .*Closed.* 7 +0 ", table.Split('\n').Single(line => line.Contains("Isolated", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_journal_has_a_row_for_each()
    {
        _shell.Run("Get-HtxPosition | Close-HtxPosition -Force -Wait");
        Assert.Equal(3, _shell.Value<int>("@(Get-HtxJournal -Kind Position -Session closing -Since $since | Where-Object Outcome -eq Closed).Count"));
        Assert.True(_shell.Is("$row = Get-HtxJournal -Kind Position -Session closing -Since $since | Where-Object ContractCode -eq ETH-USDT; $row.Command -eq 'Close-HtxPosition' -and $row.Side -eq 'Short Cross' -and $row.FilledVolume -eq 50 -and $row.OrderId -match '^\\d+$'"));
    }

    [Fact]
    public void The_file_names_a_close_as_it_leaves()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        _shell.Run($"$two = Connect-HtxFutures -Sandbox -OrderCount 0 -Name filed -JournalPath '{folder}'; $null = Close-HtxPosition SOL-USDT Long Cross -Force -WarningAction Ignore");
        string[] lines = File.ReadAllLines(Assert.Single(Directory.GetFiles(folder, "*.jsonl")));
        Assert.Contains("\"Kind\":\"Position\",\"ContractCode\":\"SOL-USDT\",\"Ids\":[\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"Outcome\":\"Sent\"", lines[0], StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Tab_completes_contract_side_and_margin_mode()
    {
        _shell.Run("$null = Get-HtxPosition");
        Assert.Contains("ETH-USDT", Completions("Close-HtxPosition E"));
        Assert.Equal(["Both", "Long", "Short"], Completions("Close-HtxPosition ETH-USDT -PositionSide ").Order());
        Assert.Equal(["Cross", "Isolated"], Completions("Close-HtxPosition ETH-USDT -MarginMode ").Order());
    }

    private static HtxCloseResult Result(HostedShell.Heard heard) => (HtxCloseResult)Assert.Single(heard.Output).BaseObject;

    private string[] Completions(string line) => [.. _shell.Run($"(TabExpansion2 '{line}' -cursorColumn {line.Length}).CompletionMatches.CompletionText").Select(text => text.ToString())];

    private void Plant(string contract, string side, string mode, decimal volume) => _account.AddPosition(new SandboxPositionTemplate
    {
        ContractCode = contract,
        PositionSide = side,
        MarginMode = mode,
        Volume = volume,
    });

    private void Stop(string contract, string side) => _account.AddAlgoOrder(new SandboxAlgoTemplate(SandboxAlgoType.Trigger)
    {
        ContractCode = contract,
        PositionSide = side,
        MarginMode = "cross",
        Side = side == "long" ? "buy" : "sell",
        TriggerPrice = 1,
        Price = 1,
        Volume = 1,
    });
}
