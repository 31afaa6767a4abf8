using System.Diagnostics;
using System.Management.Automation;

namespace HtxFutures.Running.Showing;

/// <summary>One progress bar for a wait, shown once it has lasted for a second.</summary>
/// <param name="activity">What is under way.</param>
/// <param name="status">How it stands; asked only when it is shown.</param>
/// <param name="percent">How much of it is done; null where nobody knows.</param>
internal sealed class WaitProgress(string activity, Func<string> status, Func<int>? percent = null)
{
    private const int ActivityId = 0x487478; // "Htx"
    private static readonly TimeSpan s_before = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_afterRow = TimeSpan.FromMilliseconds(500);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _next = s_before;
    private bool _shown;

    /// <summary>What to show now; null where it is too early, or was shown a moment ago.</summary>
    public ProgressRecord? Tick()
    {
        if (_watch.Elapsed < _next)
        {
            return null;
        }

        _next = _watch.Elapsed + s_between;
        _shown = true;
        return new ProgressRecord(ActivityId, activity, status()) { PercentComplete = percent?.Invoke() ?? -1 };
    }

    /// <summary>A row is shown: that is progress enough for a moment, and a bar between rows flickers.</summary>
    public void Rest()
    {
        TimeSpan next = _watch.Elapsed + s_afterRow;
        _next = next > _next ? next : _next;
    }

    /// <summary>Takes the bar away; null where none was shown.</summary>
    public ProgressRecord? End() => _shown
        ? new ProgressRecord(ActivityId, activity, "Done") { RecordType = ProgressRecordType.Completed }
        : null;
}
