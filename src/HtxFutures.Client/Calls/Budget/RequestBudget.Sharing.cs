using System.Globalization;
using HtxFutures.Calls.Sharing;

namespace HtxFutures.Calls.Budget;

/// <content>Where others draw on the same budget: the places come from a ledger.</content>
internal sealed partial class RequestBudget : ISharer
{
    private SharedPlaces? _shared;
    private BudgetScope _scope;

    /// <inheritdoc/>
    (int Urgent, int Ordinary) ISharer.Waiting => (_line.Ahead, _line.Length - _line.Ahead);

    /// <inheritdoc/>
    int ISharer.Unanswered => _unanswered;

    // What all sharers know; else what was told here.
    private int Limit => _shared?.Last?.Limit ?? _windows.Limit;

    /// <summary>Has its places from a ledger from now on. What it holds already is told there.</summary>
    /// <param name="medium">Where the ledger lies.</param>
    /// <param name="scope">Who shares it.</param>
    public void Share(ILedgerMedium medium, BudgetScope scope)
    {
        SharedPlaces? before;
        lock (_gate)
        {
            before = _shared;
            before?.Close();
            _scope = scope;
            _shared = new SharedPlaces(
                _gate,
                medium,
                scope,
                _time,
                new LedgerRules(_windows.Limit, _windows.Interval),
                this,
                WindowTracker.LongestStall,
                Bucket == BudgetBucket.Read ? 1 : 0); // connecting proves the key with one read
        }

        before?.Wake();
    }

    /// <summary>A session of the account is open in this process.</summary>
    /// <param name="requestTimeout">The longest that it waits for an answer.</param>
    public void Open(TimeSpan requestTimeout)
    {
        lock (_gate)
        {
            _shared?.Open(requestTimeout);
        }

        _shared?.Wake();
    }

    /// <summary>None is any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _shared?.Close();
        }

        _shared?.Wake();
    }

    /// <summary>Asks the ledger how things stand; done at once where there is none.</summary>
    public Task AskAsync() => _shared?.AskAsync() ?? Task.CompletedTask;

    /// <summary>Why it keeps to a part of the limit, once; null where there is nothing to tell.</summary>
    public LedgerMediumException? TakeWarning()
    {
        lock (_gate)
        {
            return _shared?.TakeWarning();
        }
    }

    /// <summary>Whether a place is so old that the ledger may have let it go: the process was stopped meanwhile.</summary>
    public bool IsStale(BudgetPlace place) => _shared is not null && _time.GetElapsedTime(place.Since) > SharedPlaces.Life;

    /// <inheritdoc/>
    IReadOnlyList<LedgerSpan> ISharer.Counting(long now) => _windows.Counting(now);

    /// <inheritdoc/>
    void ISharer.Heard(LedgerAnswer answer)
    {
        if (answer.Rest > TimeSpan.Zero)
        {
            SuspendFor(answer.Rest);
        }
    }

    /// <inheritdoc/>
    void ISharer.Blocked(TimeSpan pause)
    {
        DateTimeOffset until = _time.GetLocalNow() + pause;
        lock (_gate)
        {
            if (_blockedUntil > _time.GetTimestamp())
            {
                return; // it was met here
            }
        }

        Block(
            new HtxException(HtxErrorKind.Blocked, string.Create(CultureInfo.InvariantCulture, $"The exchange's edge refuses another program that shares this account's request budget. Nothing is sent for this key before {until:yyyy-MM-dd HH:mm:ss zzz}."))
            {
                Advice = "Try again after that. Look for programs that draw on this account's request budget without sharing it, and stop them.",
                RetryAt = until,
            },
            pause);
    }

    /// <inheritdoc/>
    void ISharer.Go() => Grant();

    private int Shared(SharedPlaces shared, long now, int ours, int others) =>
        shared.Divided(now) is { } divided ? divided.Free(now, Limit, ours, others) : shared.InHand(now);

    // Where the ledger grants, it says when to ask again.
    private long? NextShared(SharedPlaces shared, long now)
    {
        if (shared.Divided(now) is not { } divided)
        {
            return null;
        }

        return now < divided.QuietUntil ? divided.QuietUntil : _windows.NextEnd();
    }

    // Who waits for a place of the ledger is granted none before.
    private long? NextToAsk => _line.Length > 0 ? _shared?.AskAt ?? _windows.NextEnd() : _windows.NextEnd();

    // What could be sent at once, as far as is known without asking.
    private int Spare(long now) => _suspendedUntil <= now && _shared is { } shared && shared.Divided(now) is null ? shared.State(now).Free : Free(now);
}
