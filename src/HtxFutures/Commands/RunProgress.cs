using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace HtxFutures.Commands;

/// <summary>One progress bar for a run of cancels, shown once the run has lasted for a second.</summary>
internal sealed class RunProgress(HtxFuturesClient client, CancelRun run)
{
    private const int ActivityId = 0x487478; // "Htx"
    private static readonly TimeSpan s_before = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _next = s_before;
    private bool _shown;

    /// <summary>What to show now; null where it is too early, or nothing has changed for long enough.</summary>
    public ProgressRecord? Tick()
    {
        if (_watch.Elapsed < _next)
        {
            return null;
        }

        _next = _watch.Elapsed + s_between;
        _shown = true;
        return new ProgressRecord(ActivityId, "Stopping orders", Status()) { PercentComplete = run.Posted == 0 ? 0 : 100 * run.Settled / run.Posted };
    }

    /// <summary>Takes the bar away; null where none was shown.</summary>
    public ProgressRecord? End() => _shown
        ? new ProgressRecord(ActivityId, "Stopping orders", "Done") { RecordType = ProgressRecordType.Completed }
        : null;

    private string Status()
    {
        HtxRequestBudget trade = client.GetRequestBudgets().First(budget => budget.Bucket == BudgetBucket.Trade);
        string waiting = trade is { Remaining: 0, Waiting: > 0, ResetsAt: { } until }
            ? string.Create(CultureInfo.InvariantCulture, $", waiting for the request budget until {until.ToLocalTime():HH:mm:ss}")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{run.Answered} of {run.Posted} answered, {run.Settled} settled{waiting}");
    }
}
