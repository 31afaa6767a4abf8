using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using HtxFutures.Sandbox;

namespace HtxFutures.Tests.Hosted;

/// <summary>Several accounts in one pipeline: each is worked on through its own session, and none holds up another.</summary>
public sealed class SeveralAccountsTests : IDisposable
{
    private static readonly string[] s_names = ["alpha", "beta", "gamma"];

    private readonly HostedShell _shell = new();

    public SeveralAccountsTests() => _shell.Run("$a, $b, $c = Connect-HtxFutures -Sandbox -Name alpha, beta, gamma -OrderCount 12");

    private SandboxExchange Exchange => Behind.Exchange(_shell, "$a");

    private NotingDesk Desk => _shell.Host.Desk;

    [Theory]
    [InlineData("Get-HtxSession | Get-HtxOrder", 36)]
    [InlineData("Get-HtxOrder -Session $a, $c", 24)]
    [InlineData("Get-HtxOrder -Session alpha, beta", 24)]
    [InlineData("Get-HtxOrder -Session *", 36)]
    [InlineData("Get-HtxSession | Get-HtxOrder -First 2", 6)]
    [InlineData("Get-HtxSession | Get-HtxBalance", 3)]
    [InlineData("Get-HtxExposure -Session alpha, gamma", 2)]
    [InlineData("Get-HtxSession | Get-HtxRateLimit", 6)]
    [InlineData("Get-HtxSession | Enable-HtxAutoCancel 30s -WarningAction Ignore", 3)]
    public void Rows_of_all_of_them_come_each_with_its_account(string script, int count)
    {
        IReadOnlyList<PSObject> rows = _shell.Run(script);
        Assert.Equal(count, rows.Count);
        Assert.All(rows.GroupBy(row => row.Properties["Account"].Value), account => Assert.Contains(account.Key, (IEnumerable<object>)s_names));
        Assert.Single(rows.GroupBy(row => row.Properties["Account"].Value).Select(account => account.Count()).Distinct());
    }

    [Theory]
    [InlineData("Get-HtxSession | Get-HtxOrder | Stop-HtxOrder")]
    [InlineData("$held = Get-HtxSession | Get-HtxOrder; Select-HtxSession beta; $held | Stop-HtxOrder -Wait")]
    [InlineData("Get-HtxSession | Clear-HtxOrder -AllContract -Force -WarningAction Ignore")]
    [InlineData("Get-HtxSession | Get-HtxOrder | ConvertTo-Csv | ConvertFrom-Csv | Stop-HtxOrder")]
    public void Every_order_is_stopped_through_its_own_session(string script)
    {
        HostedShell.Heard heard = _shell.Hear(script);
        Assert.Empty(heard.Errors);
        HtxCancelResult[] results = [.. heard.Output.Select(row => (HtxCancelResult)row.BaseObject)];
        Assert.Equal(36, results.Length);
        foreach ((string name, SandboxAccount account) in s_names.Zip(Exchange.Accounts))
        {
            string[] open = [.. account.Orders.Select(order => order.OrderId).Where(id => !id.StartsWith("154", StringComparison.Ordinal))]; // the others were over before
            Assert.Equal([.. open], results.Where(result => result.Account == name).Select(result => result.OrderId!).ToHashSet());
        }
    }

    [Fact]
    public void Positions_go_back_to_their_accounts_and_what_closes_leave_is_told_of_each()
    {
        HostedShell.Heard heard = _shell.Hear("Get-HtxPosition -Session alpha, beta | Close-HtxPosition -Force -Wait -ErrorAction Ignore");
        Assert.Equal(["alpha", "beta"], heard.Output.Select(row => ((HtxCloseResult)row.BaseObject).Account).Distinct().Order());
        Assert.Equal(["alpha", "beta"], heard.Warnings.Select(warning => warning.Split('\'')[1]).Distinct().Order());
    }

    [Fact]
    public void One_that_is_blocked_in_the_middle_is_an_error_of_its_own_and_holds_up_no_other()
    {
        Block("sandbox1-rehearsal-only-1key", "kind=trade:skip=1");
        HostedShell.Heard heard = _shell.Hear("Get-HtxSession | Get-HtxOrder | Stop-HtxOrder");

        Assert.Null(heard.End);
        ILookup<string?, CancelOutcome> outcomes = heard.Output.Select(row => (HtxCancelResult)row.BaseObject).ToLookup(result => result.Account, result => result.Outcome);
        Assert.Equal((12, 12, 12), (outcomes["alpha"].Count(), outcomes["beta"].Count(), outcomes["gamma"].Count()));
        Assert.All(outcomes["alpha"].Concat(outcomes["gamma"]), outcome => Assert.Equal(CancelOutcome.Accepted, outcome));
        Assert.Contains(CancelOutcome.Rejected, outcomes["beta"]);
        ErrorRecord error = Assert.Single(heard.Errors, error => error.FullyQualifiedErrorId.StartsWith("HtxBlocked,", StringComparison.Ordinal));
        Assert.StartsWith("HTX session 'beta': ", error.Exception.Message, StringComparison.Ordinal);
        Assert.All(heard.Errors, failure => Assert.Contains("'beta'", failure.Exception.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Get-HtxSession | Get-HtxBalance")]
    [InlineData("Get-HtxBalance -Session $a, $b, $c")]
    public void The_command_ends_with_an_error_only_where_all_have_ended_so(string script)
    {
        Block("sandbox0-rehearsal-only-0key", "kind=read");
        HostedShell.Heard one = _shell.Hear($"{script}; 'after'");
        Assert.Equal((3, 1), (one.Output.Count, one.Errors.Count));
        Assert.StartsWith("HTX session 'alpha': ", one.Errors[0].Exception.Message, StringComparison.Ordinal);

        Block("sandbox1-rehearsal-only-1key", "kind=read");
        Block("sandbox2-rehearsal-only-2key", "kind=read");
        HostedShell.Heard all = _shell.Hear($"$ErrorActionPreference = 'SilentlyContinue'; try {{ {script} }} catch {{ \"ended by $($_.FullyQualifiedErrorId)\" }}");
        Assert.Equal(["ended by HtxBlocked,HtxFutures.Commands.GetHtxBalanceCommand"], all.Output.Select(line => line.BaseObject));
    }

    [Fact]
    public void A_closed_one_is_an_error_of_its_own_and_a_mistyped_one_begins_nothing()
    {
        HostedShell.Heard closed = _shell.Hear("Disconnect-HtxFutures $b; Get-HtxOrder -Session $a, $b, $c");
        Assert.Equal((24, 1), (closed.Output.Count, closed.Errors.Count));
        Assert.Contains("'beta' was closed", closed.Errors[0].Exception.Message, StringComparison.Ordinal);

        long before = Exchange.Counters.Requests;
        Assert.StartsWith("HtxNotConnected,", _shell.ErrorOf("Clear-HtxOrder -AllContract -Force -Session alpha, gama").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(before, Exchange.Counters.Requests);
    }

    [Theory]
    [InlineData("Get-HtxSession | Clear-HtxOrder -AllContract", "*alpha*12 open*beta*12 open*gamma*12 open*")]
    [InlineData("Clear-HtxOrder BTC-USDT, ETH-USDT -Session $a, $b", "*BTC-USDT*alpha*ETH-USDT*alpha*BTC-USDT*beta*ETH-USDT*beta*")]
    [InlineData("Get-HtxSession | Stop-HtxTrading -AllContract", "*alpha*12 open*beta*12 open*gamma*12 open*")]
    [InlineData("Get-HtxSession | Enable-HtxAutoCancel 30s -Confirm", "*alpha*beta*gamma*")]
    public void One_question_is_asked_for_all_and_nothing_is_sent_before_its_answer(string script, string question)
    {
        Desk.Answers.Enqueue("No");
        Assert.Empty(_shell.Run(script));
        Like.Matches(question, Assert.Single(Desk.Questions));
        Assert.Equal(36, Exchange.Accounts.Sum(account => account.OpenOrderCount));
        Assert.DoesNotContain(Exchange.Counters.Windows, window => window is { Kind: SandboxRequestKind.Trade, Accepted: > 0 });
    }

    [Theory]
    [InlineData("Stop-HtxOrder BTC-USDT 1 -Session alpha, beta")]
    [InlineData("'1' | Stop-HtxOrder -ContractCode BTC-USDT -Session alpha, beta")]
    [InlineData("Get-HtxOrder BTC-USDT 1 -Session alpha, beta")]
    [InlineData("Close-HtxPosition BTC-USDT Long Cross -Force -Session alpha, beta")]
    public void What_is_typed_by_hand_is_of_one_account(string script)
    {
        long before = Exchange.Counters.Requests;
        ErrorRecord error = _shell.ErrorOf(script);
        Assert.StartsWith("HtxInvalidParameter,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Like.Matches("*'alpha', 'beta'*", error.Exception.Message);
        Assert.Equal(before, Exchange.Counters.Requests);
    }

    [Theory]
    [InlineData("-AllContract -Force")]
    [InlineData("-AllContract -Force -IncludeAlgo")]
    [InlineData("BTC-USDT, ETH-USDT -Force")]
    public void A_clearing_that_ends_early_says_so_of_each_by_its_name(string arguments)
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -Name far1, far2, far3 -OrderCount 12 -Latency 300ms"); // so that all are under way when the first row comes
        HostedShell.Heard heard = _shell.Hear($"Get-HtxSession far* | Clear-HtxOrder {arguments} | Select-Object -First 1");
        Assert.All(heard.Warnings, warning => Assert.Matches("^HTX session 'far.': Clear-HtxOrder was ended early", warning));
        Assert.Equal(["far1", "far2", "far3"], heard.Warnings.Select(warning => warning.Split('\'')[1]).Order());
    }

    [Theory]
    [InlineData("Get-HtxPosition -Session alpha BTC-USDT | Select-Object -First 1 | Close-HtxPosition -Force -Wait", "*Get-HtxAlgoOrder BTC-USDT -Session 'alpha' | Stop-HtxAlgoOrder stops them.")]
    [InlineData("Clear-HtxOrder -AllContract -Force -Session alpha", "*Get-HtxAlgoOrder -Session 'alpha' shows them, and Clear-HtxOrder -IncludeAlgo -Session 'alpha' stops them too.")]
    [InlineData("Clear-HtxOrder -AllContract -Force -Session alpha | Select-Object -First 1", "*Get-HtxOrder -Session 'alpha' shows what is open.")]
    public void Commands_in_warnings_are_for_the_account_that_they_are_about(string script, string warning)
    {
        _shell.Run("Select-HtxSession gamma");
        string ended = Assert.Single(_shell.Hear(script).Warnings);
        Like.Matches(warning, ended);
        Assert.StartsWith("HTX session 'alpha': ", ended, StringComparison.Ordinal);
        Assert.DoesNotContain(_shell.Hear(script.Replace("alpha", "gamma", StringComparison.Ordinal)).Warnings, text => text.Contains("-Session", StringComparison.Ordinal)); // the default
    }

    [Theory]
    [InlineData("alpha", " -Session 'alpha'")]
    [InlineData("gamma", "")]
    public void Commands_in_remedies_are_too(string name, string argument)
    {
        _shell.Run("Select-HtxSession gamma");
        Assert.EndsWith($"Stop-HtxAlgoOrder -ContractCode BTC-USDT -AlgoId 1{argument}.", Remedy($"Stop-HtxOrder BTC-USDT 1 -Session {name}"), StringComparison.Ordinal);
        Block($"sandbox{Array.IndexOf(s_names, name)}-rehearsal-only-{Array.IndexOf(s_names, name)}key", "kind=read");
        Assert.EndsWith($"look at the exposure: Get-HtxExposure{argument}.", Remedy($"Stop-HtxTrading -AllContract -Force -Timeout 5s -Session {name} -WarningAction Ignore"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_quoted_in_a_command()
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -Name \"Ann's desk\" -OrderCount 3 -NoDefault");
        Like.Matches("*Get-HtxAlgoOrder -Session 'Ann''s desk' shows*", Assert.Single(_shell.Hear("Clear-HtxOrder -AllContract -Force -Session \"Ann's desk\"").Warnings));
    }

    [Fact]
    public void Rows_are_looked_up_where_they_came_from() =>
        Assert.Equal(["alpha", "beta", "gamma"], _shell.Run("(Get-HtxSession | Get-HtxOrder -First 1 | Get-HtxOrder).Account").Select(name => (string)name.BaseObject).Order());

    [Fact]
    public void One_that_is_down_is_told_while_more_still_comes_and_is_asked_no_more()
    {
        _shell.Run("$far, $near = @(Get-HtxOrder -Session beta), @(Get-HtxOrder -Session alpha)");
        Exchange.Faults.Add("1004-before:code=1431:kind=read:query=AccessKeyId=sandbox1-rehearsal-only-1key"); // down for maintenance
        HostedShell.Heard heard = _shell.Hear(
            """
            & {
                1..5 | ForEach-Object { $far; Start-Sleep -Milliseconds 50 }
                $near | ForEach-Object { $_; $far[0]; Start-Sleep -Milliseconds 20 }
                $global:told = $failures.Count
            } | Get-HtxOrder -Verbose -ErrorVariable failures
            """);

        Assert.Null(heard.End);
        Assert.Equal(12, heard.Output.Count);
        Assert.StartsWith("HTX session 'beta': ", Assert.Single(heard.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, _shell.Value<int>("$told"));
        Assert.InRange(heard.Verbose.Count(line => line.StartsWith("beta: GET ", StringComparison.Ordinal)), 1, 36); // of 72
    }

    [Fact]
    public void Look_ups_of_one_that_hangs_hold_up_none_of_another()
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -Name far, near -TimeoutSec 30");
        Behind.Exchange(_shell, "Get-HtxSession far").Faults.Add("hang-before:kind=read:query=AccessKeyId=sandbox0-rehearsal-only-0key");
        long began = Stopwatch.GetTimestamp();
        IReadOnlyList<PSObject> rows = _shell.Run(
            """
            $near = Get-HtxOrder -Session near -First 1
            & { 1..1100 | ForEach-Object { [pscustomobject] @{ Account = 'far'; ContractCode = 'BTC-USDT'; OrderId = "$_" } }; $near } | Get-HtxOrder | Select-Object -First 1
            """);
        Assert.Equal("near", ((HtxOrder)Assert.Single(rows).BaseObject).Account);
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30)); // which is when the first one that hangs is given up
    }

    [Fact]
    public void Sessions_are_tested_side_by_side()
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -Name one, two, three, four -TimeoutSec 3");
        SandboxExchange exchange = Behind.Exchange(_shell, "Get-HtxSession one");
        exchange.Faults.Add("hang-before:kind=trade:query=AccessKeyId=sandbox0-rehearsal-only-0key");
        HostedShell.Heard detailed = _shell.Hear("Test-HtxSession -Session one, two, three, four -Detailed");
        Assert.Equal(32, detailed.Output.Count);
        Assert.Equal(("one", "TradePermission"), detailed.Output[^1].BaseObject is HtxSessionCheck last ? (last.Account, last.Check) : default);

        exchange.Faults.Add("hang-before:kind=trade");
        long began = Stopwatch.GetTimestamp();
        Assert.Equal([false, false, false, false], _shell.Run("Test-HtxSession -Session one, two, three, four").Select(answer => (bool)answer.BaseObject));
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(12)); // what one after the other takes at the least
    }

    [Fact]
    public void The_red_button_stops_all_but_the_one_that_is_blocked_and_tells_which_that_is()
    {
        Block("sandbox1-rehearsal-only-1key", "kind=trade:skip=2");
        StopAllBut("beta", report => report.Succeeded);
    }

    [Theory]
    [InlineData(1010)]
    [InlineData(1220)]
    public void One_without_a_futures_account_is_neither_quiet_nor_of_a_bad_key_and_holds_up_no_other(int code)
    {
        Exchange.Faults.Add(string.Create(CultureInfo.InvariantCulture, $"1004-before:code={code}:query=AccessKeyId=sandbox1-rehearsal-only-1key"));
        StopAllBut("beta", report => report.IsQuiet);

        ErrorRecord error = Assert.Single(_shell.Hear("Get-HtxSession | Get-HtxOrder").Errors);
        Like.Matches("HtxPermissionDenied,*", error.FullyQualifiedErrorId);
        Like.Matches("*'beta'*futures account*", error.Exception.Message);
    }

    [Theory]
    [InlineData("Get-HtxOrder -Session alpha, alpha, a*", 12)]
    [InlineData("$a, $b, $a | Get-HtxOrder", 24)]
    [InlineData("Get-HtxBalance -Session alpha, *", 3)]
    public void One_that_is_named_twice_is_worked_on_once(string script, int rows) => Assert.Equal(rows, _shell.Run(script).Count);

    [Theory]
    [InlineData("")]
    [InlineData("-Session *")]
    [InlineData("-Session $a, $b, $c")]
    public void One_that_is_closed_in_the_middle_is_refused_for_its_own_orders_alone(string session)
    {
        _shell.Run("$n = 0; $orders = Get-HtxSession | Get-HtxOrder | Sort-Object Account");
        HostedShell.Heard heard = _shell.Hear($"$orders | ForEach-Object {{ if ($n++ -eq 5) {{ Disconnect-HtxFutures beta }}; $_ }} | Stop-HtxOrder {session}");

        Assert.Null(heard.End);
        ILookup<string?, CancelOutcome> outcomes = heard.Output.Select(row => (HtxCancelResult)row.BaseObject).ToLookup(result => result.Account, result => result.Outcome);
        Assert.Equal((12, 12, 12), (outcomes["alpha"].Count(), outcomes["beta"].Count(), outcomes["gamma"].Count()));
        Assert.All(outcomes["beta"], outcome => Assert.Equal(CancelOutcome.Rejected, outcome));
        Assert.All(outcomes["alpha"].Concat(outcomes["gamma"]), outcome => Assert.Equal(CancelOutcome.Accepted, outcome));
        Assert.All(heard.Errors, error => Like.Matches("*'beta', which was closed*", error.Exception.Message));
        Assert.DoesNotContain(heard.Errors, error => error.Exception.Message.Contains("'alpha'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("$one = $rows | Stop-HtxOrder -ErrorAction SilentlyContinue")]
    [InlineData("Select-HtxSession gamma; $one = $rows | Stop-HtxOrder -ErrorAction SilentlyContinue")]
    [InlineData("$one = $rows | Stop-HtxOrder -Session $b, $c -ErrorAction SilentlyContinue")]
    [InlineData("Disconnect-HtxFutures beta; Select-HtxSession gamma; $one = $rows | Stop-HtxOrder -ErrorAction SilentlyContinue")]
    public void Rows_of_one_that_was_closed_go_nowhere_and_keep_its_name(string script)
    {
        _shell.Run("$rows = Get-HtxOrder -Session alpha | Select-Object Account, ContractCode, OrderId | ConvertTo-Csv | ConvertFrom-Csv; Disconnect-HtxFutures alpha");
        _shell.Run($"$began = Get-Date; {script}; $two = $one | Stop-HtxOrder -ErrorAction SilentlyContinue");

        foreach (string results in new[] { "$one", "$two" })
        {
            Assert.All(_shell.Run(results).Select(row => (HtxCancelResult)row.BaseObject), result => Assert.Equal(("alpha", CancelOutcome.Rejected), (result.Account, result.Outcome)));
            Assert.Equal(12, _shell.Value<int>($"{results}.Count"));
        }

        Assert.Equal(24, _shell.Run("Get-HtxJournal -Session alpha -Since $began | Where-Object OrderId -in $one.OrderId").Count);
    }

    [Fact]
    public void Rows_of_a_default_that_another_runspace_has_closed_hold_up_no_other()
    {
        _shell.Run("Select-HtxSession alpha; $rows = Get-HtxSession | Get-HtxOrder | ConvertTo-Csv | ConvertFrom-Csv");
        using (HostedShell other = new())
        {
            other.Set("alpha", _shell.Value<HtxSession>("$a"));
            other.Run("Disconnect-HtxFutures $alpha");
        }

        HostedShell.Heard heard = _shell.Hear("$rows | Stop-HtxOrder");
        Assert.Null(heard.End);
        Assert.Equal(
            [("alpha", CancelOutcome.Rejected, 12), ("beta", CancelOutcome.Accepted, 12), ("gamma", CancelOutcome.Accepted, 12)],
            heard.Output.Select(row => (HtxCancelResult)row.BaseObject).GroupBy(result => (result.Account!, result.Outcome)).Select(same => (same.Key.Item1, same.Key.Outcome, same.Count())).Order());
    }

    [Fact]
    public void What_was_handed_to_a_runspace_without_sessions_is_stopped_in_all_accounts_but_the_blocked_one()
    {
        Block("sandbox0-rehearsal-only-0key", "kind=trade:skip=1");
        using HostedShell other = new();
        other.Set("orders", _shell.Run("Get-HtxOrder -Session alpha; Get-HtxOrder -Session beta").ToArray());
        HostedShell.Heard heard = other.Hear("$orders | Stop-HtxOrder");

        Assert.Null(heard.End);
        Assert.Equal(24, heard.Output.Count);
        Assert.All(heard.Output.Select(row => (HtxCancelResult)row.BaseObject).Where(result => result.Account == "beta"), result => Assert.Equal(CancelOutcome.Accepted, result.Outcome));
        Assert.Contains(heard.Errors, error => error.FullyQualifiedErrorId.StartsWith("HtxBlocked,", StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_of_those_that_are_opened_stays_open_where_nobody_takes_more()
    {
        _shell.Run("$first = Connect-HtxFutures -Sandbox -Name one | Select-Object -First 1");
        Assert.Equal(HtxSessionState.Open, _shell.Value<HtxSession>("$first").State);
        Assert.Equal(20, _shell.Run("Get-HtxOrder").Count);
    }

    [Fact]
    public void A_connect_that_a_warning_ends_does_not_leave_the_earlier_default()
    {
        _shell.Run("Select-HtxSession alpha");
        Assert.NotNull(_shell.Hear("Connect-HtxFutures -Sandbox -Name one -JournalPath /dev/null/none -WarningAction Stop").End);
        Assert.Empty(_shell.Run("Get-HtxSession | Where-Object IsDefault"));
    }

    [Fact]
    public void A_name_that_comes_twice_is_an_error_of_its_own()
    {
        string[] errors = [.. _shell.Hear("'x', 'x', 'y' | ForEach-Object { [pscustomobject] @{ Name = $_; Credential = [pscredential]::new(\"key-of-$_\", (ConvertTo-SecureString s -AsPlainText -Force)) } } | Connect-HtxFutures -Endpoint http://127.0.0.1:9 -TimeoutSec 5")
            .Errors.Select(error => error.Exception.Message)];
        Assert.Single(errors, error => error.Contains("unique", StringComparison.Ordinal));
        Assert.DoesNotContain(errors, error => error.Contains("'y'", StringComparison.Ordinal) && error.Contains("unique", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Stop-HtxOrder BTC-USDT abc")]
    [InlineData("$held | Stop-HtxOrder")]
    [InlineData("Stop-HtxAlgoOrder BTC-USDT abc")]
    public void Where_none_is_open_that_is_what_is_told(string script)
    {
        _shell.Run("$held = Get-HtxSession | Get-HtxOrder; Get-HtxSession | Disconnect-HtxFutures");
        Like.Matches("HtxNotConnected,*", _shell.ErrorOf(script).FullyQualifiedErrorId);
    }

    [Fact]
    public void The_report_of_one_that_could_not_be_looked_at_does_not_read_as_if_nothing_were_there()
    {
        Exchange.Faults.Add("1004-before:code=1220:query=AccessKeyId=sandbox1-rehearsal-only-1key");
        _shell.Run("$reports = Stop-HtxTrading -Session beta, gamma -AllContract -Force -Timeout 5s -WarningAction Ignore -ErrorAction Ignore; $beta, $gamma = $reports | Sort-Object Account");
        Assert.Equal(["Orders", "AlgoOrders", "Positions"], _shell.Run("$beta.NotLookedAt").Select(kind => (string)kind.BaseObject));
        foreach (string report in (string[])["$beta", "[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($beta))"])
        {
            string shown = _shell.Show(report);
            Assert.Matches(@"(?m)^Orders +: could not be looked at\r?$", shown);
            Assert.Matches(@"(?m)^AlgoOrders +: could not be looked at\r?$", shown);
            Assert.Matches(@"(?m)^Positions +: could not be looked at\r?$", shown);
            Assert.Matches(@"(?m)^Left +: could not be looked at: Orders, AlgoOrders, Positions\r?$", shown);
        }

        Assert.Equal(0, _shell.Value<int>("$gamma.NotLookedAt.Count"));
        Assert.DoesNotContain("could not be looked at", _shell.Show("$gamma"), StringComparison.Ordinal);
    }

    [Fact]
    public void Their_column_is_shown_where_rows_of_several_come_and_nowhere_else()
    {
        Assert.Matches(@"\A\s*Account +ContractCode +OrderId +Side +Price +Volume +Age\s*\r?\n", _shell.Show("Get-HtxSession | Get-HtxOrder -First 1"));
        Assert.Matches(@"\A\s*Account +ContractCode +Id +Outcome", _shell.Show("Get-HtxSession | Get-HtxOrder -First 1 | Stop-HtxOrder"));
        Assert.Matches(@"\A\s*ContractCode +OrderId", _shell.Show("Get-HtxOrder -Session beta -First 1"));
        Assert.Matches(@"\A\s*ContractCode +OrderId", _shell.Show("$b | Get-HtxOrder -First 1"));
        Assert.Matches(@"\A\s*ContractCode +Id", _shell.Show("$b | Get-HtxOrder -First 1 | Stop-HtxOrder"));
    }

    [Fact]
    public void Lines_of_requests_name_the_account() => Assert.All(
        _shell.Hear("Get-HtxSession | Get-HtxOrder | Stop-HtxOrder -Verbose").Verbose,
        line => Assert.Matches("^(alpha|beta|gamma): POST /v5/trade/cancel", line));

    [Fact]
    public void Answers_without_a_name_come_in_the_order_of_the_sessions()
    {
        _shell.Run("Disconnect-HtxFutures $b");
        Assert.Equal([true, false, true], _shell.Run("Test-HtxSession -Session $a, $b, $c").Select(answer => (bool)answer.BaseObject));
        Assert.Equal(["alpha", "gamma"], _shell.Run("(Test-HtxSession -Session $a, $c -Detailed).Account | Select-Object -Unique").Select(name => (string)name.BaseObject).Order());
    }

    [Fact]
    public void One_bar_says_which_are_at_work()
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -Name slow1, slow2 -OrderCount 20 -Latency 1500ms; $null = Get-HtxOrder -Session slow* | Stop-HtxOrder");
        Assert.Contains(Desk.Progress, bar => bar.StatusDescription.StartsWith("0 of 2 accounts done, slow1, slow2 at work", StringComparison.Ordinal));
        Assert.Single(Desk.Progress.Select(bar => bar.ActivityId).Distinct());
    }

    [Fact]
    public void Several_that_are_opened_at_once_make_none_the_default()
    {
        ErrorRecord error = _shell.ErrorOf("Get-HtxOrder");
        Like.Matches("*opened 3 at once*'alpha', 'beta', 'gamma'*", error.Exception.Message);
        _shell.Run("Disconnect-HtxFutures alpha");
        Assert.Equal(24, _shell.Run("Get-HtxSession | Get-HtxOrder").Count); // the others work on
    }

    [Theory]
    [InlineData("Connect-HtxFutures -Sandbox -Name x, X", "*'x'*unique*")]
    [InlineData("Connect-HtxFutures -Sandbox -Name x, alpha", "*'alpha'*unique*")]
    [InlineData("Connect-HtxFutures -Name x, y -Credential ([pscredential]::new('k', (ConvertTo-SecureString s -AsPlainText -Force)))", "*One key pair*x, y*")]
    [InlineData("[pscustomobject] @{ Name = 'x' } | Connect-HtxFutures", "*has no credential*")]
    public void Names_that_cannot_be_are_refused_before_anything_is_opened(string script, string why)
    {
        Like.Matches(why, _shell.ErrorOf(script).Exception.Message);
        Assert.Equal(3, _shell.Run("Get-HtxSession").Count);
    }

    [Fact]
    public void Tab_offers_the_others_beside_the_first_contracts_of_all_and_ids_of_one_alone()
    {
        _shell.Run("$null = Get-HtxSession | Get-HtxOrder");
        Assert.Equal(["gamma", "beta"], Completions("Get-HtxOrder -Session alpha, "));
        Assert.Contains("BTC-USDT", Completions("Get-HtxOrder -Session alpha, beta -ContractCode "));
        Assert.Empty(Completions("Stop-HtxOrder -Session alpha, beta BTC-USDT -OrderId "));
        Assert.Equal([.. Exchange.Accounts.First().Orders.Where(order => order is { ContractCode: "BTC-USDT", IsOpen: true }).Select(order => order.OrderId)], Completions("Stop-HtxOrder -Session alpha BTC-USDT -OrderId ").ToHashSet());
        Assert.StartsWith("alpha: ", _shell.Value<string>("(TabExpansion2 'Stop-HtxOrder -Session alpha BTC-USDT -OrderId ').CompletionMatches[0].ToolTip"), StringComparison.Ordinal);
    }

    public void Dispose() => _shell.Dispose();

    private string Remedy(string script) => Assert.Single(_shell.Hear(script).Errors).ErrorDetails.RecommendedAction;

    private string[] Completions(string line) => [.. _shell.Run($"(TabExpansion2 '{line}').CompletionMatches | ForEach-Object CompletionText").Select(text => (string)text.BaseObject)];

    private void StopAllBut(string failing, Func<HtxStopReport, bool> isWell)
    {
        HostedShell.Heard heard = _shell.Hear("Get-HtxSession | Stop-HtxTrading -AllContract -Force -Timeout 5s -WarningAction Ignore");
        Assert.Equal(
            s_names.Select(name => (name, name != failing)),
            heard.Output.Select(row => (HtxStopReport)row.BaseObject).Select(report => (report.Account!, isWell(report))).Order());
        Assert.Null(heard.End);
        Assert.Contains($"'{failing}'", Assert.Single(heard.Errors).Exception.Message, StringComparison.Ordinal);
    }

    private void Block(string key, string when) => Exchange.Faults.Add($"forbidden:query=AccessKeyId={key}:{when}");
}
