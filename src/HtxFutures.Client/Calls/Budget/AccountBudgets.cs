namespace HtxFutures.Calls.Budget;

/// <summary>The request budgets of one account: shared by all its sessions in the process.</summary>
internal sealed class AccountBudgets(TimeProvider timeProvider, int assumedLimit)
{
    private static readonly TimeSpan s_firstBlock = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longestBlock = TimeSpan.FromMinutes(10);

    private readonly object _gate = new();
    private TimeSpan _nextBlock = s_firstBlock;
    private long _blockedUntil = long.MinValue;

    public RequestBudget Trade { get; } = new(BudgetBucket.Trade, timeProvider, assumedLimit);

    public RequestBudget Read { get; } = new(BudgetBucket.Read, timeProvider, assumedLimit);

    /// <summary>One of the two; null for what draws on none.</summary>
    public RequestBudget? Of(BudgetBucket? bucket) => bucket switch
    {
        null => null,
        BudgetBucket.Read => Read,
        _ => Trade,
    };

    /// <summary>The budgets as they stand.</summary>
    public IReadOnlyList<HtxRequestBudget> Snapshot() => [Trade.Snapshot(), Read.Snapshot()];

    /// <summary>
    /// The exchange's edge refuses this machine: to go on would make it worse, so nothing is sent for a while, longer
    /// each time it happens again: 1, 2, 4, 8, 10 minutes. No official figure is known (facts 5).
    /// </summary>
    /// <param name="failure">Makes the error out of the moment at which to try again, on the local clock.</param>
    /// <returns>The error.</returns>
    public HtxException Block(Func<DateTimeOffset, HtxException> failure)
    {
        TimeSpan pause;
        lock (_gate)
        {
            long now = timeProvider.GetTimestamp();
            pause = _nextBlock;
            if (_blockedUntil > now)
            {
                // Requests that were under way meet the same block; it is no new one.
                pause = timeProvider.GetElapsedTime(now, _blockedUntil);
            }
            else
            {
                _blockedUntil = now + (long)(pause.TotalSeconds * timeProvider.TimestampFrequency);
                _nextBlock = pause * 2 < s_longestBlock ? pause * 2 : s_longestBlock;
            }
        }

        HtxException error = failure(timeProvider.GetLocalNow() + pause);
        Trade.Block(error, pause);
        Read.Block(error, pause);
        return error;
    }

    /// <summary>The exchange answered: the next block, if there is one, is a first one again.</summary>
    public void Answered()
    {
        lock (_gate)
        {
            _nextBlock = s_firstBlock;
        }
    }
}
