namespace HtxFutures.RateLimiting;

/// <summary>
/// One of an account's request budgets: first come, first served, and never more than the exchange allows.
/// </summary>
/// <remarks>
/// The exchange counts in a window that starts with the first request after the previous one lapsed, and refused
/// requests count too (facts 5). We do not know when a request is counted, only that it is counted between our sending
/// it and our receiving the answer. So a request holds a place from before it is sent until one interval after its
/// answer arrived, and there are only as many places as the limit. This keeps every window within the limit, whatever
/// the jitter: take all our requests that were counted in one window, which began at w and lasts I, and look at the
/// moment the last of them was given its place. That moment lies before w + I, since the request was counted later than
/// that and still in the window. Each of the others was counted at w or later, hence answered after w, hence its place
/// is not free before w + I. So all of them held a place at that one moment, and there are no more places than the
/// limit. A request whose answer never came is held as answered at the moment we gave it up and closed its connection.
/// Clocks do not run at exactly the same pace, so an interval is taken to last one thousandth longer than it should.
/// </remarks>
internal sealed class RequestBudget
{
    /// <summary>Requests per window for either kind of request (facts 5).</summary>
    public const int DocumentedLimit = 72;

    /// <summary>The length of the exchange's window (facts 5).</summary>
    public static readonly TimeSpan DocumentedInterval = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan s_held = DocumentedInterval * 1.001;

    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly TaskCreationOptions _continuations;
    private readonly LinkedList<Waiter> _waiters = new();
    private readonly Queue<long> _coolingUntil = new();
    private int _unanswered;
    private long _suspendedUntil = long.MinValue;
    private long _rejections;
    private bool _granting;

    /// <param name="bucket">Which budget of the account this is.</param>
    /// <param name="timeProvider">The clock to wait by.</param>
    /// <param name="continuations">How waiters go on: asynchronously, or, in virtual time, at once and in order.</param>
    public RequestBudget(BudgetBucket bucket, TimeProvider timeProvider, TaskCreationOptions continuations)
    {
        Bucket = bucket;
        _time = timeProvider;
        _continuations = continuations;
        _timer = timeProvider.CreateTimer(static budget => ((RequestBudget)budget!).Grant(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public BudgetBucket Bucket { get; }

    /// <summary>Waits for a place. It must be given back by <see cref="Answered"/> or <see cref="NotSent"/>.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up; its turn goes to the next.</exception>
    public Task AcquireAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        Waiter waiter;
        lock (_gate)
        {
            if (_waiters.Count == 0 && !_granting && Free(_time.GetTimestamp()) > 0)
            {
                _unanswered++;
                return Task.CompletedTask;
            }

            waiter = new Waiter(this, _continuations, cancellationToken);
            waiter.Node = _waiters.AddLast(waiter);
            Rearm();
        }

        waiter.WatchCancellation();
        return waiter.Task;
    }

    /// <summary>The request was answered, or given up with its connection: its place is free one interval from now.</summary>
    public void Answered()
    {
        lock (_gate)
        {
            _unanswered--;
            _coolingUntil.Enqueue(_time.GetTimestamp() + Ticks(s_held));
            Rearm();
        }
    }

    /// <summary>The request never left this machine: its place is free at once.</summary>
    public void NotSent()
    {
        lock (_gate)
        {
            _unanswered--;
        }

        Grant();
    }

    /// <summary>The exchange refused a request for exceeding the budget: nothing is sent before <paramref name="pause"/> is over.</summary>
    public void Suspend(TimeSpan pause)
    {
        lock (_gate)
        {
            _rejections++;
            _suspendedUntil = Math.Max(_suspendedUntil, _time.GetTimestamp() + Ticks(pause));
            Rearm();
        }
    }

    public HtxRequestBudget Snapshot()
    {
        lock (_gate)
        {
            long now = _time.GetTimestamp();
            int free = Free(now);
            long? next = free > 0 && _coolingUntil.Count == 0 ? null : NextChange();
            return new HtxRequestBudget
            {
                Bucket = Bucket,
                Limit = DocumentedLimit,
                Interval = DocumentedInterval,
                Remaining = free,
                ResetsAt = next is { } due ? _time.GetUtcNow() + _time.GetElapsedTime(now, due) : null,
                Waiting = _waiters.Count,
                Rejections = _rejections,
                Source = BudgetSource.Documented,
            };
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

        while (NextGranted() is { } waiter)
        {
            waiter.Go();
        }
    }

    private Waiter? NextGranted()
    {
        lock (_gate)
        {
            if (_waiters.First is { } first && Free(_time.GetTimestamp()) > 0)
            {
                _waiters.Remove(first);
                first.Value.Node = null;
                _unanswered++;
                return first.Value;
            }

            _granting = false;
            Rearm();
            return null;
        }
    }

    private void Leave(Waiter waiter)
    {
        lock (_gate)
        {
            if (waiter.Node is null)
            {
                // Granted in the meantime; the place is used as if the cancellation had come a moment later.
                return;
            }

            _waiters.Remove(waiter.Node);
            waiter.Node = null;
        }

        waiter.Cancel();
    }

    private int Free(long now)
    {
        while (_coolingUntil.TryPeek(out long until) && until <= now)
        {
            _coolingUntil.Dequeue();
        }

        return _suspendedUntil > now ? 0 : Math.Max(0, DocumentedLimit - _unanswered - _coolingUntil.Count);
    }

    private long? NextChange()
    {
        long? cooled = _coolingUntil.TryPeek(out long until) ? until : null;
        if (_suspendedUntil <= _time.GetTimestamp())
        {
            return cooled;
        }

        // Places that are not taken wait for the end of the suspension alone, however long others still cool.
        bool isFull = _unanswered + _coolingUntil.Count >= DocumentedLimit;
        return isFull && cooled > _suspendedUntil ? cooled : _suspendedUntil;
    }

    private void Rearm()
    {
        if (_waiters.Count > 0 && NextChange() is { } due)
        {
            // Rounded up: a timer counts whole milliseconds, and one that fires early would only be set again.
            double milliseconds = Math.Ceiling(_time.GetElapsedTime(_time.GetTimestamp(), due).TotalMilliseconds);
            _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, milliseconds)), Timeout.InfiniteTimeSpan);
        }
    }

    private long Ticks(TimeSpan span) => (long)Math.Ceiling(span.TotalSeconds * _time.TimestampFrequency);

    private sealed class Waiter(RequestBudget budget, TaskCreationOptions continuations, CancellationToken cancellationToken)
    {
        private readonly TaskCompletionSource _turn = new(continuations);
        private CancellationTokenRegistration _registration;

        public Task Task => _turn.Task;

        /// <summary>The place in the queue; <see langword="null"/> once it was left.</summary>
        public LinkedListNode<Waiter>? Node { get; set; }

        public void WatchCancellation() =>
            _registration = cancellationToken.UnsafeRegister(static waiter => ((Waiter)waiter!).LeaveQueue(), this);

        public void Go()
        {
            _registration.Unregister();
            _turn.TrySetResult();
        }

        public void Cancel() => _turn.TrySetCanceled(cancellationToken);

        private void LeaveQueue() => budget.Leave(this);
    }
}
