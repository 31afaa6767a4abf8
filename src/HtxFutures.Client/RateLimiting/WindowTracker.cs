namespace HtxFutures.RateLimiting;

/// <summary>
/// Knows for how long answered requests still count at the exchange, and how many of other programs count beside them.
/// </summary>
/// <remarks>
/// An answer that announces a reset names its window by it. Every request that was answered with the same reset was
/// counted in the same window, and that window began before the first of those answers arrived: so it is over one
/// interval after that arrival, whatever clock the reset was written on. An answer that announces nothing is held for
/// one interval after its own arrival, and what was given up without an answer a moment longer.
/// Where another program began the window, it may be over much sooner, and the reset tells: the window ends as long
/// after the answer's stamp as the reset lies behind it, and the stamp is not younger than the answer. The two may come
/// from clocks that differ; an answer to the first request of a window, recognized by what remains, shows by how much
/// the announced reset comes too early, and until one was seen the reset is not relied on.
/// </remarks>
/// <param name="time">The clock.</param>
/// <param name="assumedLimit">Requests per window, until the exchange says otherwise.</param>
internal sealed class WindowTracker(TimeProvider time, int assumedLimit)
{
    // Clocks do not run at exactly the same pace, so every span is taken to last one thousandth longer.
    private const double PaceTolerance = 1.001;

    // Milliseconds by which the resets of one window may differ, as rounding and the exchange's own haste allow.
    private const long SameReset = 50;

    // How long a request may still be on its way when we have given it up: longer than any way around the world takes.
    private static readonly TimeSpan s_longestWay = TimeSpan.FromSeconds(1);

    // Windows are seconds long (facts 5). A longer one is taken for a mistake: who waits would wait for as long.
    private static readonly TimeSpan s_longestInterval = TimeSpan.FromMinutes(1);

    private readonly List<ExchangeWindow> _windows = [];
    private readonly Queue<long> _unannounced = new();
    private readonly Queue<long> _givenUp = new();
    private TimeSpan? _resetComesEarlyBy;

    /// <summary>Requests per window.</summary>
    public int Limit { get; private set; } = assumedLimit;

    /// <summary>The length of a window.</summary>
    public TimeSpan Interval { get; private set; } = RequestBudget.DocumentedInterval;

    /// <summary>Whether the exchange has told its numbers.</summary>
    public bool HasReading { get; private set; }

    /// <summary>Requests that still count at the exchange, ours and others'.</summary>
    public int Counted(long now)
    {
        _windows.RemoveAll(window => window.EndsAt <= now);
        int counted = CountedIn(_unannounced, now) + CountedIn(_givenUp, now);
        foreach (ExchangeWindow window in _windows)
        {
            counted += window.Ours + window.Others;
        }

        return counted;
    }

    /// <summary>The next moment at which fewer requests count; null while none does.</summary>
    public long? NextEnd()
    {
        long next = Math.Min(FirstEnd(_unannounced), FirstEnd(_givenUp));
        foreach (ExchangeWindow window in _windows)
        {
            next = Math.Min(next, window.EndsAt);
        }

        return next < long.MaxValue ? next : null;
    }

    /// <summary>Takes note of an answer.</summary>
    /// <param name="reading">What it announces.</param>
    /// <param name="acquired">When the request was given its place.</param>
    /// <param name="received">When the answer arrived.</param>
    /// <param name="unanswered">Our requests that are still under way.</param>
    public void Answered(RateReading reading, long acquired, long received, int unanswered)
    {
        Learn(reading);
        if (reading.Reset is not { } reset)
        {
            _unannounced.Enqueue(received + Ticks(Interval));
            return;
        }

        ExchangeWindow window = Find(reset, acquired, received);
        window.Ours++;
        if (reading.Remaining is { } remaining)
        {
            // All of ours that may have been counted by then; what goes beyond them is others', at the least.
            int ours = _windows.Sum(other => other.Ours) + _unannounced.Count + _givenUp.Count + unanswered;
            window.Others = Math.Max(window.Others, Limit - remaining - ours);
        }

        if (window.Others > 0)
        {
            window.EndsAt = Math.Min(window.EndsAt, EndByReset(reading, received) ?? long.MaxValue);
        }
    }

    /// <summary>Takes note of a request that was given up.</summary>
    /// <param name="at">When.</param>
    public void GivenUp(long at) => _givenUp.Enqueue(at + Ticks(s_longestWay + Interval));

    private void Learn(RateReading reading)
    {
        if (reading.Limit is { } limit and > 0 && reading.Interval is { } interval && interval > TimeSpan.Zero && interval <= s_longestInterval)
        {
            Limit = limit;
            Interval = interval;
            HasReading = true;
        }

        if (reading.UntilReset is { } untilReset && reading.Remaining == Limit - 1)
        {
            TimeSpan early = Interval - untilReset;
            _resetComesEarlyBy = early > TimeSpan.Zero ? early : TimeSpan.Zero;
        }
    }

    private ExchangeWindow Find(long reset, long acquired, long received)
    {
        // A request that was sent after a window's end cannot have been counted in it, whatever its answer says.
        ExchangeWindow? known = _windows.Find(window => Math.Abs(window.Reset - reset) <= SameReset && acquired < window.EndsAt);
        if (known is not null)
        {
            return known;
        }

        var window = new ExchangeWindow(reset, received + Ticks(Interval));
        _windows.Add(window);
        return window;
    }

    private long? EndByReset(RateReading reading, long received)
    {
        // Longer than an interval no window lasts; what says so is no news, and might be too long to count in ticks.
        TimeSpan? left = reading.UntilReset + _resetComesEarlyBy;
        return left > TimeSpan.Zero && left <= Interval ? received + Ticks(left.Value) : null;
    }

    private static int CountedIn(Queue<long> ends, long now)
    {
        while (ends.TryPeek(out long endsAt) && endsAt <= now)
        {
            ends.Dequeue();
        }

        return ends.Count;
    }

    private static long FirstEnd(Queue<long> ends) => ends.TryPeek(out long endsAt) ? endsAt : long.MaxValue;

    private long Ticks(TimeSpan span) => (long)Math.Ceiling(span.TotalSeconds * PaceTolerance * time.TimestampFrequency);
}
