using System.Diagnostics;
using System.Management.Automation;
using HtxFutures.Sandbox;

namespace HtxFutures.Tests.Hosted;

/// <summary>Watching orders at a prompt: rows, warnings, and its end.</summary>
public sealed class WatchTests : IDisposable
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(1);

    private readonly HostedShell _shell = new();

    public WatchTests()
    {
        _shell.Run("$a, $b = Connect-HtxFutures -Sandbox -Name alpha, beta -OrderCount 12");
        Session = _shell.Value<HtxSession>("$a");
    }

    // Taken before anything runs: a shell runs one script at a time.
    private HtxSession Session { get; }

    private SandboxExchange Exchange => ((SandboxHandler)Session.Client.Account.Exchange!).Exchange;

    private SandboxAccount Alpha => Exchange.Accounts.First();

    private SandboxAccount Beta => Exchange.Accounts.Last();

    [Fact]
    public void Each_change_is_a_row_with_what_changed_in_a_column()
    {
        HostedShell.Heard heard = Meanwhile("Watch-HtxOrder -Session $a -Duration 3s -Verbose", () =>
        {
            SandboxOrder order = Place(Alpha, 10);
            Alpha.Fill(order.OrderId, 3);
            Alpha.Cancel(order.OrderId);
        });
        Assert.Equal(["Placed", "Part filled 3 of 10", "Canceled, 3 of 10 filled (Order cancelation by system)"], heard.Output.Select(row => row.Properties["Change"].Value));
        Assert.All(heard.Output, row => Assert.IsType<HtxOrder>(row.BaseObject));
        Assert.Empty(heard.Warnings);
        Assert.Contains(heard.Verbose, line => line.Contains("Connected to the order stream; 12 orders are open.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_shows_it_at_eighty_columns_and_the_account_among_several()
    {
        string one = _shell.Show("Watch-HtxOrder -Session $a -IncludeOpen -Duration 1s | Select-Object -First 1");
        Assert.Matches(@"ContractCode +OrderId +Side +Change", one);
        Assert.All(one.Split('\n'), line => Assert.True(line.TrimEnd().Length < 80, line));
        string several = _shell.Show("Watch-HtxOrder -Session $a, $b -IncludeOpen -Duration 1s");
        Assert.Matches(@"Account +ContractCode +OrderId +Side +Change", several);
        Assert.Contains("alpha", several, StringComparison.Ordinal);
        Assert.Contains("beta", several, StringComparison.Ordinal);
        Assert.All(several.Split('\n'), line => Assert.True(line.TrimEnd().Length < 80, line));
        Assert.DoesNotContain("Change", _shell.Show("Get-HtxOrder -Session $a"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$a", 28)]
    [InlineData("$a, $b", 26)]
    public void The_exchanges_reason_stands_whole_at_eighty_columns(string sessions, int width)
    {
        string table = "";
        Meanwhile(() => table = _shell.Show($"Watch-HtxOrder -Session {sessions} -Duration 3s"), () =>
        {
            SandboxOrder order = Place(Alpha, 10);
            Alpha.Fill(order.OrderId, 3);
            Alpha.Cancel(order.OrderId);
        });
        string[] lines = table.Split('\n');
        int column = lines.First(line => line.Contains("OrderId", StringComparison.Ordinal)).IndexOf("Change", StringComparison.Ordinal);
        IEnumerable<string> cell = lines.SkipWhile(line => !line.Contains("Canceled,", StringComparison.Ordinal)).Where(line => line.Length > column).Select(line => line[column..Math.Min(line.Length, column + width)].Trim());
        Assert.Equal("Canceled, 3 of 10 filled (Order cancelation by system)", string.Join(' ', cell));
        Assert.All(lines, line => Assert.True(line.TrimEnd().Length < 80, line));
    }

    [Fact]
    public void Contracts_are_chosen_by_name_and_by_wildcard()
    {
        Assert.Equal(["ETH-USDT"], Contracts("Watch-HtxOrder eth-usdt -Session $a -IncludeOpen -Duration 1s"));
        Assert.All(Contracts("Watch-HtxOrder BTC-* -Session $a -IncludeOpen -Duration 1s"), contract => Assert.StartsWith("BTC-", contract, StringComparison.Ordinal));
    }

    [Fact]
    public void A_lost_connection_is_a_warning_and_so_is_its_end_with_the_gap_after_what_changed_meanwhile()
    {
        HostedShell.Heard heard = Meanwhile("Watch-HtxOrder -Session $a -Duration 5s", () =>
        {
            Exchange.Faults.Add("socket-broken:times=1");
            Place(Alpha, 1); // its push is what breaks it
        });
        Assert.Equal(["Placed"], heard.Output.Select(row => row.Properties["Change"].Value));
        Assert.Equal(2, heard.Warnings.Count);
        Assert.Matches(@"'alpha'.*is lost: the connection broke", heard.Warnings[0]);
        Assert.Matches(@"'alpha'.*again after \d+\.\d s\. One change is shown above", heard.Warnings[1]);
    }

    [Fact]
    public void Several_accounts_are_watched_side_by_side_and_the_trouble_of_one_is_its_own()
    {
        Beta.AddressAllowed = false;
        HostedShell.Heard heard = Meanwhile("Get-HtxSession | Watch-HtxOrder -Duration 3s", () => Place(Alpha, 1));
        Assert.Equal("alpha", Assert.Single(heard.Output).Properties["Account"].Value);
        Assert.Null(heard.End);
        ErrorRecord error = Assert.Single(heard.Errors);
        Assert.StartsWith("HtxAuthenticationFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("'beta'", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Incorrect IP address", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_appears_can_be_stopped_as_it_appears()
    {
        SandboxOrder? placed = null;
        HostedShell.Heard heard = Meanwhile("Watch-HtxOrder -Session $a -Duration 3s | Stop-HtxOrder", () => placed = Place(Alpha, 1));
        Assert.Contains(heard.Output, row => row.BaseObject is HtxCancelResult { Outcome: CancelOutcome.Accepted } result && result.OrderId == placed!.OrderId);
        Assert.Equal(SandboxOrderState.Canceled, Alpha.FindOrder(placed!.OrderId)!.State);
    }

    [Theory]
    [InlineData("Watch-HtxOrder -Session $a -IncludeOpen | Select-Object -First 1")]
    [InlineData("Watch-HtxOrder -Session $a, $b -IncludeOpen | Select-Object -First 1")]
    public void Who_has_enough_ends_it(string script)
    {
        var watch = Stopwatch.StartNew();
        Assert.Single(_shell.Run(script));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"it took {watch.Elapsed}");
        Until(() => Exchange.Counters.OpenSockets == 0);
    }

    [Fact]
    public void Ctrl_C_ends_it_at_once_and_closes_the_socket()
    {
        var watch = Stopwatch.StartNew();
        _shell.Interrupt("Watch-HtxOrder -Session $a", TimeSpan.FromSeconds(2));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"it took {watch.Elapsed}");
        Until(() => Exchange.Counters.OpenSockets == 0);
        Assert.Equal(1, Exchange.Counters.Sockets);
    }

    [Theory]
    [InlineData("Watch-HtxOrder -Session $a -Duration 90", "ParameterArgumentTransformationError")]
    [InlineData("Watch-HtxOrder -Session $a -Duration 0s", "ParameterArgumentValidationError")]
    [InlineData("Watch-HtxOrder nonsense -Session $a -Duration 1s", "HtxInvalidParameter")]
    [InlineData("Watch-HtxOrder -Session nobody", "HtxNotConnected")]
    public void What_cannot_be_watched_is_said(string script, string error) =>
        Assert.StartsWith(error, _shell.ErrorOf(script).FullyQualifiedErrorId, StringComparison.Ordinal);

    [Theory]
    [InlineData("socket-refused:code=404", "HtxUnexpectedResponse")]
    [InlineData("socket-refused:code=403", "HtxBlocked")]
    [InlineData("socket-refused:code=502", "HtxNetworkError")]
    [InlineData("sign-in-refused", "HtxAuthenticationFailed")]
    [InlineData("sign-in-refused:code=2030", "HtxRateLimited")]
    [InlineData("subscription-refused", "HtxApiError")]
    public void What_keeps_it_from_beginning_is_one_error_with_advice(string fault, string id)
    {
        Exchange.Faults.Add(fault);
        HostedShell.Heard heard = _shell.Hear("Watch-HtxOrder -Session $a");
        ErrorRecord error = Assert.Single([.. heard.Errors, .. heard.End is { } end ? [end] : Array.Empty<ErrorRecord>()]);
        Assert.StartsWith($"{id},", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_that_is_closed_meanwhile_ends_it_with_an_error()
    {
        HostedShell.Heard heard = Meanwhile("Watch-HtxOrder -Session $a", () => Session.Client.Dispose());
        Assert.StartsWith("HtxNotConnected,", (heard.End ?? heard.Errors.Single()).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    public void Dispose() => _shell.Dispose();

    private HostedShell.Heard Meanwhile(string script, Action act)
    {
        HostedShell.Heard heard = null!;
        Meanwhile(() => heard = _shell.Hear(script), act);
        return heard;
    }

    private void Meanwhile(Action watch, Action act)
    {
        SandboxExchange exchange = Exchange;
        Task acting = Task.Run(async () =>
        {
            while (exchange.Counters.OpenSockets == 0)
            {
                await Task.Delay(20).ConfigureAwait(false);
            }

            await Task.Delay(s_soon).ConfigureAwait(false);
            act();
        });
        watch();
        acting.GetAwaiter().GetResult();
    }

    private IEnumerable<string> Contracts(string script) => _shell.Run(script).Select(row => ((HtxOrder)row.BaseObject).ContractCode).Distinct();

    private static SandboxOrder Place(SandboxAccount account, decimal volume) => account.AddOrder(new SandboxOrderTemplate { ContractCode = "BTC-USDT", Volume = volume, Price = 100 });

    private static void Until(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), "it did not come about");
            Thread.Sleep(20);
        }
    }
}
