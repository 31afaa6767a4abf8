namespace HtxFutures.Sandbox.RateLimiting;

/// <summary>
/// A fixed window that starts with the first request after the previous one lapsed; refused requests count too
/// (facts 5). Instants are on the exchange's steady base.
/// </summary>
internal sealed class RequestWindow(int limit, TimeSpan interval)
{
    private int _limit = limit;
    private int _passingLimit;
    private DateTimeOffset _passesAt = DateTimeOffset.MinValue;
    private int _used;

    public TimeSpan Interval { get; } = interval;

    /// <summary>The end of the window begun last.</summary>
    public DateTimeOffset ResetsAt { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>The end of the first window.</summary>
    public DateTimeOffset FirstResetsAt { get; private set; } = DateTimeOffset.MinValue;

    public int Highest { get; private set; }

    public int Refused { get; private set; }

    public int Accepted { get; private set; }

    public int Limit(DateTimeOffset now) => now < _passesAt ? _passingLimit : _limit;

    public int Used(DateTimeOffset now) => now < ResetsAt ? _used : 0;

    public int Remaining(DateTimeOffset now) => Math.Max(0, Limit(now) - Used(now));

    /// <summary>Counts one request and says whether it may pass.</summary>
    public bool TryTake(DateTimeOffset now)
    {
        Consume(1, now);
        if (_used <= Limit(now))
        {
            Accepted++;
            return true;
        }

        Refused++;
        return false;
    }

    /// <summary>Sets the limit from now on, or until <paramref name="passesAt"/>, when the one before comes back.</summary>
    public void ChangeLimit(int to, DateTimeOffset? passesAt = null)
    {
        if (passesAt is { } end)
        {
            (_passingLimit, _passesAt) = (to, end);
        }
        else
        {
            (_limit, _passesAt) = (to, DateTimeOffset.MinValue);
        }
    }

    public void Consume(int count, DateTimeOffset now)
    {
        if (now >= ResetsAt)
        {
            _used = 0;
            ResetsAt = WholeMillisecond(now) + Interval;
            FirstResetsAt = FirstResetsAt == DateTimeOffset.MinValue ? ResetsAt : FirstResetsAt;
        }

        _used += count;
        Highest = Math.Max(Highest, _used);
    }

    /// <summary>The reset is announced in milliseconds; a window that ended between two of them would end later than announced.</summary>
    private static DateTimeOffset WholeMillisecond(DateTimeOffset instant) =>
        new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMillisecond), instant.Offset);
}
