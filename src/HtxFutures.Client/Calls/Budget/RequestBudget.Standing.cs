using HtxFutures.Calls.Sharing;

namespace HtxFutures.Calls.Budget;

/// <content>How it stands.</content>
internal sealed partial class RequestBudget
{
    /// <summary>Whether more than a third of it is used up: then what was sent once stands back for what was not.</summary>
    public bool IsScarce
    {
        get
        {
            lock (_gate)
            {
                return Spare(_time.GetTimestamp()) * 3 < Limit * 2;
            }
        }
    }

    public HtxRequestBudget Snapshot()
    {
        lock (_gate)
        {
            long now = _time.GetTimestamp();
            SharingState? sharing = _shared?.State(now);
            return new HtxRequestBudget
            {
                Bucket = Bucket,
                Limit = Limit,
                Interval = _windows.HasReading ? _windows.Interval : _shared?.Last?.Interval ?? _windows.Interval,
                Remaining = Spare(now),
                ResetsAt = (NextChange(now) ?? NextToAsk) is { } due ? (_time.GetUtcNow() + _time.GetElapsedTime(now, due)).ToUniversalTime() : null,
                Waiting = _line.Length,
                Rejections = _rejections,
                Source = _windows.HasReading || _shared?.Last is { HasReading: true } ? BudgetSource.Exchange : BudgetSource.Documented,
                Scope = _scope,
                Sharers = sharing?.Sharers ?? 1,
                Share = sharing?.Share,
            };
        }
    }
}
