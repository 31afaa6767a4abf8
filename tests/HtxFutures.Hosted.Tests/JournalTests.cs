using System.Management.Automation;

namespace HtxFutures.Tests.Hosted;

/// <summary>What was done is told, also where nobody was shown it.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly HostedShell _shell = new();
    private readonly string _session = $"journal-{Guid.NewGuid():N}";
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"htx-{Guid.NewGuid():N}");

    [Fact]
    public void Rows_that_a_pipeline_swallowed_stand_in_it()
    {
        Connect(50);
        _shell.Hear("Get-HtxOrder | Stop-HtxOrder -WarningAction Ignore | Select-Object -First 3");

        WaitUntilTold(50);
        Assert.Subset(Cancelled(50), Told());
        Assert.All(Journal(), row => Assert.Equal((_session, "Stop-HtxOrder", HtxJournalKind.Order, "Accepted", 1), (row.Account, row.Command, row.Kind, row.Outcome, row.Attempts)));
        Assert.All(Journal(), row => Assert.NotNull(row.Price));
    }

    [Theory]
    [InlineData("Get-HtxOrder | Stop-HtxOrder")]
    [InlineData("Get-HtxOrder | Stop-HtxOrder -Wait")]
    public void Everything_that_was_sent_before_a_Ctrl_C_stands_in_it_and_in_the_file(string script)
    {
        Connect(1000, $"-Latency 30ms -JournalPath '{_folder}'");
        _shell.Interrupt(script, TimeSpan.FromMilliseconds(700));

        WaitUntilTold(1000);
        HashSet<string> told = Told();
        Assert.Equal(Journal().Length, told.Count); // one row for each
        Assert.NotEmpty(told);
        _shell.Run($"$lines = Get-Content '{_folder}/*.jsonl' | ConvertFrom-Json");
        Assert.Equal(told.Count, _shell.Run("@($lines | Where-Object Outcome -ne Sent).Count").Single().BaseObject);
        Assert.Equal(told, [.. Ids("($lines | Where-Object Outcome -eq Sent).Ids")]);
    }

    [Fact]
    public void Row_is_in_the_file_when_it_is_shown()
    {
        Connect(8, $"-JournalPath '{_folder}'");
        IReadOnlyList<PSObject> missing = _shell.Run($$"""
            Get-HtxOrder | Stop-HtxOrder | Where-Object { (Get-Content '{{_folder}}/*.jsonl' | ConvertFrom-Json).OrderId -notcontains $_.OrderId }
            """);
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("Get-HtxOrder | Stop-HtxOrder", "Order")]
    [InlineData("Clear-HtxOrder -AllContract -Force", "Order")]
    [InlineData("Get-HtxAlgoOrder | Stop-HtxAlgoOrder", "AlgoOrder")]
    public void What_is_sent_is_in_the_file_before_what_became_of_it(string script, string kind)
    {
        Connect(20, $"-JournalPath '{_folder}'");
        string[] stopped = [.. Ids($"({script} -WarningAction Ignore).OrderId")];
        _shell.Run($"$lines = @(Get-Content '{_folder}/*.jsonl' | ConvertFrom-Json); $sent = @($lines | Where-Object Outcome -eq Sent)");

        Assert.NotEmpty(stopped);
        Assert.Equal(stopped.Order(), Ids("$sent.Ids").Order());
        Assert.Equal([kind], Ids("$sent.Kind | Select-Object -Unique"));
        Assert.Equal("Sent", Assert.Single(Ids("$lines[0].Outcome")));
        Assert.DoesNotContain(Journal(), row => row.Outcome == "Sent");
    }

    [Fact]
    public void Settings_of_the_switch_stand_in_it()
    {
        Connect(0);
        _shell.Run("$null = Enable-HtxAutoCancel 30s; $null = Disable-HtxAutoCancel");

        Assert.Equal([("Enable-HtxAutoCancel", "Enabled"), ("Disable-HtxAutoCancel", "Disabled")], Journal().Select(row => (row.Command, row.Outcome)));
        Assert.All(Journal(), row => Assert.Equal(HtxJournalKind.AutoCancel, row.Kind));
    }

    [Fact]
    public void It_can_be_asked_by_time_kind_outcome_and_session()
    {
        Connect(5);
        _shell.Run("$null = Get-HtxOrder | Stop-HtxOrder; $null = Enable-HtxAutoCancel 30s");
        _shell.Hear("Stop-HtxOrder BTC-USDT 42");

        Assert.Equal(5, Count("-Outcome Acc*"));
        Assert.Equal(1, Count("-Outcome NotFound, Unknown"));
        Assert.Equal(6, Count("-Kind Order"));
        Assert.Equal(7, Count("-Since 1h"));
        Assert.Equal(0, Count($"-Since '{DateTimeOffset.UtcNow.AddHours(1):yyyy-MM-ddTHH:mmK}'"));
        Assert.Equal(7, _shell.Run($"@(Get-HtxSession {_session} | Get-HtxJournal).Count").Single().BaseObject);
        _shell.Run("Disconnect-HtxFutures -WarningAction Ignore");
        Assert.Equal(7, Count(""));
    }

    [Fact]
    public void Folder_that_cannot_be_written_is_a_warning_and_stops_no_cancel()
    {
        HostedShell.Heard heard = _shell.Hear($"Connect-HtxFutures -Sandbox -OrderCount 3 -Name {_session} -JournalPath /dev/null/journal; Get-HtxOrder | Stop-HtxOrder");

        Assert.Null(heard.End);
        Assert.Empty(heard.Errors);
        Assert.Contains("has a gap", Assert.Single(heard.Warnings), StringComparison.Ordinal);
        Assert.Equal(3, Journal().Length);
    }

    [Theory]
    [InlineData("Env:/", "provider Environment")]
    [InlineData("nosuchdrive:/x", "is no path")]
    public void Folder_that_can_be_none_is_refused(string path, string why)
    {
        HostedShell.Heard heard = _shell.Hear($"Connect-HtxFutures -Sandbox -JournalPath '{path}'");
        ErrorRecord error = Assert.Single(heard.Errors);
        Assert.Contains(why, error.Exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("HtxInvalidParameter", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_fits_80_columns_with_its_ids_whole()
    {
        Connect(2);
        _shell.Run("$null = Get-HtxOrder | Stop-HtxOrder");
        string table = _shell.Show($"Get-HtxJournal -Session {_session}");

        Assert.All(Journal(), row => Assert.Contains(row.OrderId!, table, StringComparison.Ordinal));
        Assert.All(table.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 79));
        Assert.Contains(_session[..9], table, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _shell.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private void Connect(int orders, string more = "") => _shell.Run($"$null = Connect-HtxFutures -Sandbox -OrderCount {orders} -Name {_session} {more}; $all = @(Get-HtxOrder).OrderId");

    // What was on its way when the pipeline ended is still done, and told of.
    private void WaitUntilTold(int of) => Assert.True(SpinWait.SpinUntil(() => Cancelled(of).IsSubsetOf(Told()), TimeSpan.FromSeconds(10)));

    private HashSet<string> Told() => [.. Journal().Select(row => row.OrderId!)];

    private HashSet<string> Cancelled(int of)
    {
        Assert.Equal(of, _shell.Run("$all.Count").Single().BaseObject);
        HashSet<string> cancelled = [.. Ids("$all")];
        cancelled.ExceptWith(Ids("Start-Sleep -Milliseconds 200; Get-HtxOrder | ForEach-Object OrderId"));
        return cancelled;
    }

    private IEnumerable<string> Ids(string script) => _shell.Run(script).Select(id => (string)id.BaseObject);

    private HtxJournalEntry[] Journal() => [.. _shell.Run($"Get-HtxJournal -Session {_session}").Select(row => (HtxJournalEntry)row.BaseObject)];

    private int Count(string filter) => (int)_shell.Run($"@(Get-HtxJournal -Session {_session} {filter}).Count").Single().BaseObject;
}
