namespace HtxFutures.Simulation;

/// <summary>
/// Time that stands still until work waits for it, then jumps to the next timer. Everything runs on the caller's
/// thread, so a run is the same every time and takes no time of its own.
/// </summary>
public sealed class VirtualTime : TimeProvider
{
    /// <summary>The stamp of the recorded answers (facts 2.1), so that they are of this very moment.</summary>
    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(1789716092325);

    // More than any test needs: who gets here waits in a circle.
    private const int MostTimers = 1_000_000;

    private readonly object _gate = new();
    private readonly PriorityQueue<(Timer Timer, int Version), (long Due, long Order)> _due = new();
    private long _elapsed;
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>The time since the start.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(GetTimestamp());

    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _elapsed;
        }
    }

    public override DateTimeOffset GetUtcNow() => Start + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass, with all that falls due on the way.</summary>
    public void Advance(TimeSpan span)
    {
        long until = GetTimestamp() + span.Ticks;
        while (FireNext(until))
        {
        }

        lock (_gate)
        {
            _elapsed = Math.Max(_elapsed, until);
        }
    }

    /// <summary>Does work, jumping from timer to timer until it is done.</summary>
    public T Run<T>(Func<Task<T>> work)
    {
        // With a context of the test runner around, continuations would be posted instead of run.
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            Task<T> task = work();
            for (int fired = 0; !task.IsCompleted; fired++)
            {
                if (fired == MostTimers || !FireNext(long.MaxValue))
                {
                    throw new InvalidOperationException(fired == MostTimers
                        ? "The work waits and waits."
                        : "The work waits for something that will never happen.");
                }
            }

            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <inheritdoc cref="Run{T}"/>
    public void Run(Func<Task> work) => Run(async () =>
    {
        await work().ConfigureAwait(false);
        return true;
    });

    private bool FireNext(long until)
    {
        Timer? next = null;
        lock (_gate)
        {
            while (next is null && _due.TryPeek(out (Timer Timer, int Version) entry, out (long Due, long Order) key) && key.Due <= until)
            {
                _due.Dequeue();
                if (entry.Timer.Version == entry.Version)
                {
                    _elapsed = Math.Max(_elapsed, key.Due);
                    next = entry.Timer;
                }
            }
        }

        next?.Fire();
        return next is not null;
    }

    private sealed class Timer(VirtualTime time, Action callback) : ITimer
    {
        /// <summary>Counts the settings; an entry of an earlier one is void.</summary>
        public int Version { get; private set; }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan)
            {
                throw new NotSupportedException("Periodic timers are not needed here.");
            }

            lock (time._gate)
            {
                Version++;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    time._due.Enqueue((this, Version), (time._elapsed + dueTime.Ticks, time._order++));
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                Version++;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
