namespace HtxFutures.Time;

/// <summary>
/// The exchange's clock as seen from here. It is carried forward by the time that passes, not by the local clock, which
/// may be set while we look. A round trip bounds it, since the exchange stamped its answer somewhere between our sending
/// and our receiving; every answer with a <c>ts</c> (facts 1.3) tightens or moves the estimate. So what slips by unseen,
/// such as the sleep of a machine, is made good by the first answer after it.
/// </summary>
internal sealed class ExchangeClock(TimeProvider timeProvider)
{
    // A later stamp is none: time could not be counted on from it.
    private static readonly DateTimeOffset s_latest = DateTimeOffset.MaxValue.AddYears(-1000);

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

    /// <summary>Sets the clock to the middle of what a round trip allows.</summary>
    /// <param name="sent">Before the request left, on the monotonic clock.</param>
    /// <param name="received">After the answer came, on the monotonic clock.</param>
    /// <param name="exchangeTime">The stamp in the answer.</param>
    public void Measure(long sent, long received, DateTimeOffset exchangeTime)
    {
        if (exchangeTime < s_latest)
        {
            lock (_gate)
            {
                _atOrigin = exchangeTime - ((Since(sent) + Since(received)) / 2);
            }
        }
    }

    /// <summary>Moves the clock to the nearest time that an answer allows; most answers move nothing.</summary>
    /// <inheritdoc cref="Measure"/>
    public void Follow(long sent, long received, DateTimeOffset exchangeTime)
    {
        if (exchangeTime < s_latest)
        {
            DateTimeOffset least = exchangeTime - Since(received);
            DateTimeOffset most = exchangeTime - Since(sent);
            lock (_gate)
            {
                _atOrigin = _atOrigin < least ? least : _atOrigin > most ? most : _atOrigin;
            }
        }
    }

    private TimeSpan Since(long moment) => timeProvider.GetElapsedTime(_origin, moment);
}
