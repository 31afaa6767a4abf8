using HtxFutures.Calls.Sharing;

namespace HtxFutures.Calls.Budget;

/// <summary>
/// Knows for how long answered requests still count at the exchange, and how many of other programs count beside them.
/// </summary>
/// <remarks>
/// A request was counted before its answer arrived, so whatever window it was counted in is over one interval after
/// that arrival. Nothing but the length of a window is believed for that, and it is what holds for every request that
/// the next two paragraphs do not let go earlier.
/// One that shows a single request used, its own, was the first of its window. So the window began between our sending
/// it and its answer, at the moment b. Whatever else was answered less than an interval after that sending was counted
/// less than an interval after b: in the same window, or in one that b's had already followed. Either is over one
/// interval after b, so one interval after the arrival of the first one's answer. It goes for requests of the same name
/// alone, should more than one counter be at work. A window's name is the reset that its answers announce. One that does
/// not lie within an interval after the answer's own stamp cannot be the end of the window that the answer speaks of
/// (it stands still, lies in the past, is in seconds), and names nothing. Assumed: what remains is one less than the
/// limit for the first request of a window alone, by an exchange that names it.
/// Where another program began the window, it may be over much sooner, and the reset tells: the window ends as long
/// after the answer's stamp as the reset lies behind it, and the stamp is not younger than the answer. The two may come
/// from clocks that differ. The first requests of windows show by how much the announced reset comes too early; until
/// one was seen the reset is not relied on, and never again once one was seen whose reset is none. Assumed: no gateway's
/// clock is further ahead of the counter's than the furthest that was seen.
/// </remarks>
/// <param name="time">The clock.</param>
/// <param name="assumedLimit">Requests per window, until the exchange says otherwise.</param>
internal sealed class WindowTracker(TimeProvider time, int assumedLimit)
{
    /// <summary>How long a request may still be on its way to being counted when we have given it up: as long again as we wait for answers, unless told otherwise.</summary>
    public static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(10);

    // Clocks do not run at exactly the same pace, so an interval may last one thousandth more or less on ours.
    private const double PaceTolerance = 1.001;

    // How much the resets of one window may differ, as rounding and the exchange's own haste allow.
    private static readonly TimeSpan s_sameReset = TimeSpan.FromMilliseconds(50);

    // Windows are seconds long (facts 5). A longer one is taken for a mistake: who waits would wait for as long.
    private static readonly TimeSpan s_longestInterval = TimeSpan.FromMinutes(1);

    private readonly List<ExchangeWindow> _windows = [];
    private readonly Queue<long> _givenUp = new();
    private TimeSpan? _resetComesEarlyBy;

    /// <summary>Requests per window.</summary>
    public int Limit { get; private set; } = assumedLimit;

    /// <summary>The length of a window.</summary>
    public TimeSpan Interval { get; private set; } = RequestBudget.DocumentedInterval;

    /// <summary>Whether the exchange has told its numbers.</summary>
    public bool HasReading { get; private set; }

    /// <summary>Requests that still count at the exchange: ours, and those of others.</summary>
    public (int Ours, int Others) Counted(long now)
    {
        Forget(now);
        int ours = _givenUp.Count;
        int others = 0;
        foreach (ExchangeWindow window in _windows)
        {
            ours += window.Ours;
            others = Math.Max(others, window.Others); // there is but one window at a time
        }

        return (ours, others);
    }

    /// <summary>Our requests that still count, and for how long.</summary>
    public IReadOnlyList<LedgerSpan> Counting(long now)
    {
        Forget(now);
        return
        [
            .. _windows.SelectMany(window => window.Ends).Concat(_givenUp)
                .GroupBy(end => (long)Math.Ceiling(time.GetElapsedTime(now, end).TotalMilliseconds))
                .Select(together => new LedgerSpan(TimeSpan.FromMilliseconds(together.Key), together.Count())),
        ];
    }

    /// <summary>The next moment at which fewer requests count; null while none does.</summary>
    public long? NextEnd()
    {
        long next = _givenUp.TryPeek(out long endsAt) ? endsAt : long.MaxValue;
        foreach (ExchangeWindow window in _windows)
        {
            next = Math.Min(next, window.NextEnd());
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
        Forget(received);
        Learn(reading);
        long? name = IsName(reading) ? reading.Reset : null;
        ExchangeWindow window = Find(name);
        window.Add(received, received + Longest(Interval));
        if (IsFirst(reading))
        {
            window.Begun(acquired + Shortest(Interval), received + Longest(Interval));
        }

        if (reading.Remaining is { } remaining && received < acquired + Shortest(Interval))
        {
            // The answer to one that was under way for longer speaks of a window whose other requests are forgotten.
            // All of ours that may have been counted in it by then; what goes beyond them is others', at the least.
            int ours = _windows.Where(other => !IsBefore(other, name)).Sum(other => other.Ours) + _givenUp.Count + unanswered;
            window.Others = Math.Max(window.Others, Limit - remaining - ours);
        }

        if (window.Others > 0 && EndByReset(reading, received) is { } end)
        {
            window.EndsBy(end);
        }
    }

    /// <summary>Takes note of a request that was given up.</summary>
    /// <param name="at">When.</param>
    public void GivenUp(long at) => _givenUp.Enqueue(at + Longest(LongestStall + Interval));

    /// <summary>What the ledger of all sharers is to know of an answer; null where it announces nothing.</summary>
    /// <param name="reading">What it announces.</param>
    /// <param name="acquired">When the request was given its place.</param>
    /// <param name="received">When the answer arrived.</param>
    /// <param name="remainingFor">For how long its window surely is not over.</param>
    public LedgerReading? ForLedger(RateReading reading, long acquired, long received, out TimeSpan remainingFor)
    {
        remainingFor = TimeSpan.Zero;
        if (!HasReading || reading.Limit is null)
        {
            return null;
        }

        long others = Longest(Interval);
        if (reading.UntilReset is { } untilReset && IsName(reading))
        {
            // The answer was stamped after its request was given a place.
            remainingFor = untilReset - time.GetElapsedTime(acquired, received);
            others = EndByReset(reading, received) - received ?? others;
        }

        return new LedgerReading(Limit, Interval, reading.Remaining, time.GetElapsedTime(0, others));
    }

    private void Forget(long now)
    {
        _windows.RemoveAll(window => window.IsOver(now));
        while (_givenUp.TryPeek(out long endsAt) && endsAt <= now)
        {
            _givenUp.Dequeue();
        }
    }

    private void Learn(RateReading reading)
    {
        if (reading.Limit is { } limit and > 0 && reading.Interval is { } interval && interval > TimeSpan.Zero && interval <= s_longestInterval)
        {
            Limit = limit;
            Interval = interval;
            HasReading = true;
        }

        if (reading.UntilReset is { } untilReset && IsFirst(reading))
        {
            TimeSpan early = IsName(reading) ? Interval - untilReset : TimeSpan.MaxValue;
            _resetComesEarlyBy = early > (_resetComesEarlyBy ?? TimeSpan.Zero) ? early : _resetComesEarlyBy ?? TimeSpan.Zero;
        }
    }

    private static bool IsFirst(RateReading reading) => reading.Remaining is { } remaining && remaining == reading.Limit - 1;

    private bool IsName(RateReading reading) => reading.UntilReset > TimeSpan.Zero && reading.UntilReset <= Interval + s_sameReset;

    private ExchangeWindow Find(long? name)
    {
        ExchangeWindow? window = name is null ? null : _windows.Find(known => Math.Abs((known.Reset - name) ?? long.MaxValue) <= s_sameReset.TotalMilliseconds);
        if (window is null)
        {
            window = new ExchangeWindow(name);
            _windows.Add(window);
        }

        return window;
    }

    // One window follows the other, so their names lie an interval apart; nearer ones may belong to the same. What counts
    // yet is not older than an answer can be late: a name that lies further back was given before the exchange's clock was set.
    private bool IsBefore(ExchangeWindow window, long? name) =>
        window.Reset <= name - (Interval - s_sameReset).TotalMilliseconds && window.Reset >= name - (LongestStall + Interval + Interval).TotalMilliseconds;

    private long? EndByReset(RateReading reading, long received)
    {
        if (_resetComesEarlyBy is not { } early || early > Interval || !IsName(reading))
        {
            return null;
        }

        TimeSpan left = reading.UntilReset!.Value + early;
        return left <= Interval ? received + Longest(left) : null;
    }

    private long Longest(TimeSpan span) => (long)Math.Ceiling(span.TotalSeconds * PaceTolerance * time.TimestampFrequency);

    private long Shortest(TimeSpan span) => (long)Math.Floor(span.TotalSeconds / PaceTolerance * time.TimestampFrequency);
}
