using HtxFutures.Calls.Sharing;
using HtxFutures.Time;

namespace HtxFutures.Calls.Budget;

/// <summary>
/// One of an account's request budgets: first come, first served, but for the few requests that go ahead, and never more
/// than the exchange allows.
/// </summary>
/// <remarks>
/// The exchange counts in a window that starts with the first request after the previous one lapsed, and refused
/// requests count too (facts 5). We do not know when a request is counted, only that it is counted between our sending
/// it and our receiving the answer. So a request holds a place from before it is sent until the window that it was
/// counted in is surely over (<see cref="WindowTracker"/>), and there are only as many places as the limit. This keeps
/// every window within the limit, whatever the jitter: take all our requests that were counted in one window, and look
/// at the moment the last of them was given its place. That moment lies before the window's end, since the request was
/// counted later than that and still in the window. None of the others has given its place back by then, for that
/// happens after the window's end. So all of them held a place at that one moment, and there are no more places than the
/// limit. A request whose answer never came may still be counted when we have given it up: it lies in a buffer, or in the
/// queue of an exchange that stalls. Assumed: it is counted within <see cref="WindowTracker.LongestStall"/> after that, or
/// never (the connection it went over is torn down), so it holds its place for an interval more. What an edge answers in
/// the exchange's place was counted before that answer or never, but for an edge that tired of waiting for the exchange:
/// that is no answer. A process that is stopped and goes on sees its answers late, and a clock that stands while the machine sleeps counts
/// too little time: both only hold places for longer. Where others draw on the same budget, the places come from a ledger that all
/// of them share, and the argument goes for all (<see cref="Ledger"/>).
/// </remarks>
internal sealed partial class RequestBudget
{
    /// <summary>Requests per window for either kind of request, until the exchange says otherwise (facts 5).</summary>
    public const int DocumentedLimit = 72;

    /// <summary>The length of the exchange's window, until it says otherwise (facts 5).</summary>
    public static readonly TimeSpan DocumentedInterval = TimeSpan.FromSeconds(3);

    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly WindowTracker _windows;
    private readonly WaitingLine _line;
    private readonly ITimer _timer;
    private int _unanswered;
    private long _silentSince;
    private long _servedLast;
    private bool _wasGivenUp;
    private long _suspendedUntil = long.MinValue;
    private long _rejections;
    private HtxException? _blocked;
    private long _blockedUntil = long.MinValue;
    private bool _granting;

    /// <param name="bucket">Which budget of the account this is.</param>
    /// <param name="timeProvider">The clock to wait by.</param>
    /// <param name="assumedLimit">Requests per window, until the exchange says otherwise.</param>
    public RequestBudget(BudgetBucket bucket, TimeProvider timeProvider, int assumedLimit)
    {
        Bucket = bucket;
        _time = timeProvider;
        _windows = new WindowTracker(timeProvider, assumedLimit);
        _line = new WaitingLine(_gate, Pause.Continuations(timeProvider));
        _timer = timeProvider.CreateTimer(static budget => ((RequestBudget)budget!).Grant(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public BudgetBucket Bucket { get; }

    /// <summary>Since when its requests have been under way and none was answered, whoever sent it.</summary>
    /// <param name="standsOutRests">
    /// Whether it is now, while those that wait only wait for a place: a window that is full is no silence, and a rest that the
    /// exchange asks for is none either. Where rests are not stood out, a refusal that asks for one is no answer.
    /// </param>
    public long SilentSince(bool standsOutRests)
    {
        lock (_gate)
        {
            if (!standsOutRests)
            {
                return _servedLast;
            }

            return IsOnlyFull && _line.Length > 0 ? _time.GetTimestamp() : _silentSince;
        }
    }

    /// <summary>Waits for a place. It must be given back by <see cref="Answered"/>, <see cref="GivenUp"/> or <see cref="NotSent"/>.</summary>
    /// <param name="cancellationToken">Gives the wait up.</param>
    /// <param name="goesAhead">Whether to go ahead of those who wait, behind others that do so too.</param>
    /// <exception cref="OperationCanceledException">The wait was given up; its turn goes to the next.</exception>
    /// <exception cref="HtxException">The account is blocked.</exception>
    public Task<BudgetPlace> AcquireAsync(CancellationToken cancellationToken, bool goesAhead = false)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<BudgetPlace>(cancellationToken);
        }

        Waiter waiter;
        lock (_gate)
        {
            long now = _time.GetTimestamp();
            if (_blocked is not null && _blockedUntil > now)
            {
                return Task.FromException<BudgetPlace>(_blocked);
            }

            if (_line.Length == 0 && !_granting && Free(now) > 0)
            {
                return Task.FromResult(HandOut(now));
            }

            waiter = _line.Join(goesAhead, cancellationToken);
            Rearm();
        }

        waiter.WatchCancellation();
        _shared?.Wake();
        return waiter.Task;
    }

    /// <summary>The request was answered: it counts until its window is over.</summary>
    /// <param name="place">Its place.</param>
    /// <param name="reading">What the answer told; default where there was none.</param>
    /// <param name="asksForRest">Whether the answer is a refusal that asks for a rest, and says nothing of what was asked.</param>
    public void Answered(BudgetPlace place, RateReading reading, bool asksForRest = false)
    {
        lock (_gate)
        {
            long now = _time.GetTimestamp();
            _unanswered--;
            _silentSince = now;
            _servedLast = asksForRest ? _servedLast : now;
            _wasGivenUp = false;
            _windows.Answered(reading, place.Since, now, _unanswered);
            _shared?.Note(_windows.ForLedger(reading, place.Since, now, out TimeSpan remainingFor), remainingFor);
        }

        // A limit that was raised, or a window that ends sooner than was thought, may let others go at once.
        Grant();
    }

    /// <summary>The request was given up without an answer. It may have been counted, or be counted yet.</summary>
    public void GivenUp()
    {
        lock (_gate)
        {
            _unanswered--;
            _wasGivenUp = true;
            _windows.GivenUp(_time.GetTimestamp());
            _shared?.Note();
        }

        Grant();
    }

    /// <summary>The request never left this machine: its place is free at once.</summary>
    public void NotSent()
    {
        lock (_gate)
        {
            _unanswered--;
            _shared?.Note();
        }

        Grant();
    }

    /// <summary>The exchange refused a request for exceeding the budget: nothing is sent before <paramref name="pause"/> is over.</summary>
    public void Suspend(TimeSpan pause)
    {
        lock (_gate)
        {
            _rejections++;
            SuspendFor(pause);
            _shared?.NoteRest(pause);
        }

        _shared?.Wake();
    }

    /// <summary>Nothing is sent before <paramref name="pause"/> is over, and who waits or comes meanwhile is told why.</summary>
    public void Block(HtxException failure, TimeSpan pause)
    {
        List<Waiter> waiters;
        lock (_gate)
        {
            long until = SuspendFor(pause);
            if (until >= _blockedUntil)
            {
                // Of two, the one that names the later moment.
                (_blocked, _blockedUntil) = (failure, until);
            }

            waiters = _line.Dissolve();
            _shared?.NoteBlock(pause);
        }

        _shared?.Wake();

        foreach (Waiter waiter in waiters)
        {
            waiter.Fail(failure);
        }
    }

    // Waiters go on outside the lock. One caller grants for all: a waiter that goes on at once and gives its place back
    // at once comes here again, and must not grant from within itself, or a long queue would become a deep stack.
    private void Grant()
    {
        lock (_gate)
        {
            if (_granting)
            {
                return;
            }

            _granting = true;
        }

        while (NextGranted() is { } granted)
        {
            granted.Waiter.Go(granted.Place);
        }

        _shared?.Wake();
    }

    private (Waiter Waiter, BudgetPlace Place)? NextGranted()
    {
        lock (_gate)
        {
            long now = _time.GetTimestamp();
            if (_line.Length > 0 && Free(now) > 0)
            {
                _silentSince = IsOnlyFull ? now : _silentSince;
                return (_line.Next(), HandOut(now));
            }

            _granting = false;
            Rearm();
            return null;
        }
    }

    // Nothing is under way, and the last that was, was answered.
    private bool IsOnlyFull => _unanswered == 0 && !_wasGivenUp;

    private int Free(long now)
    {
        if (_suspendedUntil > now)
        {
            return 0;
        }

        (int ours, int others) = _windows.Counted(now);
        return _shared is { } shared
            ? Shared(shared, now, _unanswered + ours, others)
            : Math.Max(0, _windows.Limit - _unanswered - ours - others);
    }

    private BudgetPlace HandOut(long now)
    {
        _unanswered++;
        _shared?.HandOut();
        return new BudgetPlace(now);
    }

    private long? NextChange(long now) => _suspendedUntil > now ? _suspendedUntil : _shared is null ? _windows.NextEnd() : NextShared(_shared, now);

    private long SuspendFor(TimeSpan pause)
    {
        long until = _time.GetTimestamp() + (long)Math.Ceiling(pause.TotalSeconds * _time.TimestampFrequency);
        _suspendedUntil = Math.Max(_suspendedUntil, until);
        Rearm();
        return until;
    }

    private void Rearm()
    {
        long now = _time.GetTimestamp();
        if (_line.Length > 0 && NextChange(now) is { } due)
        {
            // Rounded up: a timer counts whole milliseconds, and one that fires early would only be set again.
            double milliseconds = Math.Ceiling(_time.GetElapsedTime(now, due).TotalMilliseconds);
            _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, milliseconds)), Timeout.InfiniteTimeSpan);
        }
    }
}
