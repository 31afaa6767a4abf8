namespace HtxFutures.Time;

/// <summary>
/// The exchange's clock as seen from here. It is carried forward by the time that passes, not by the local clock, which
/// may be set while we look. A round trip bounds it, since the exchange stamped its answer somewhere between our sending
/// and our receiving; every answer with a <c>ts</c> (facts 1.3) tightens or moves the estimate. So what slips by unseen,
/// such as the sleep of a machine, is made good by the first answer after it.
/// </summary>
internal sealed class ExchangeClock(TimeProvider timeProvider)
{
    // The interface that is spoken here opened in 2025 (facts 0): what says an earlier time, or one generations ahead, is no clock.
    private static readonly DateTimeOffset s_earliest = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly object _gate = new();
    private readonly long _origin = timeProvider.GetTimestamp();
    private DateTimeOffset _atOrigin = timeProvider.GetUtcNow();

    /// <summary>The exchange's clock minus the local one, as they stand now.</summary>
    public TimeSpan Offset => Now - timeProvider.GetUtcNow();

    /// <summary>The exchange's time now.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
            {
                return _atOrigin + timeProvider.GetElapsedTime(_origin);
            }
        }
    }

    /// <summary>Whether a stamp may be the exchange's time at all.</summary>
    public static bool IsPlausible(DateTimeOffset stamp) => stamp >= s_earliest && stamp < s_latest;

    /// <summary>Sets the clock to the middle of what a round trip allows.</summary>
    /// <param name="sent">Before the request left, on the monotonic clock.</param>
    /// <param name="received">After the answer came, on the monotonic clock.</param>
    /// <param name="exchangeTime">The stamp in the answer.</param>
    public void Measure(long sent, long received, DateTimeOffset exchangeTime)
    {
        if (IsPlausible(exchangeTime))
        {
            lock (_gate)
            {
                _atOrigin = exchangeTime - ((Since(sent) + Since(received)) / 2);
            }
        }
    }

    /// <summary>Moves the clock to the nearest time that an answer allows; most answers move nothing.</summary>
    /// <inheritdoc cref="Measure"/>
    /// <returns>How far it was moved.</returns>
    public TimeSpan Follow(long sent, long received, DateTimeOffset exchangeTime)
    {
        if (!IsPlausible(exchangeTime))
        {
            return TimeSpan.Zero;
        }

        DateTimeOffset least = exchangeTime - Since(received);
        DateTimeOffset most = exchangeTime - Since(sent);
        lock (_gate)
        {
            DateTimeOffset before = _atOrigin;
            _atOrigin = before < least ? least : before > most ? most : before;
            return _atOrigin - before;
        }
    }

    private TimeSpan Since(long moment) => timeProvider.GetElapsedTime(_origin, moment);
}
