namespace HtxFutures.Time;

/// <summary>
/// The exchange's clock as seen from here: the local clock plus an offset. A round trip bounds the offset, since the
/// exchange stamped its answer somewhere between our sending and our receiving; every answer with a <c>ts</c> (facts
/// 1.3) tightens or moves the estimate, so that a drifting or stepped local clock is followed.
/// </summary>
internal sealed class ExchangeClock(TimeProvider timeProvider)
{
    private readonly object _gate = new();
    private TimeSpan _offset;

    /// <summary>The exchange's clock minus the local one.</summary>
    public TimeSpan Offset
    {
        get
        {
            lock (_gate)
            {
                return _offset;
            }
        }
    }

    /// <summary>The exchange's time now.</summary>
    public DateTimeOffset Now => timeProvider.GetUtcNow() + Offset;

    /// <summary>Sets the offset to the middle of what a round trip allows.</summary>
    /// <param name="sent">Local time before the request left.</param>
    /// <param name="received">Local time after the answer came.</param>
    /// <param name="exchangeTime">The stamp in the answer.</param>
    public void Measure(DateTimeOffset sent, DateTimeOffset received, DateTimeOffset exchangeTime)
    {
        lock (_gate)
        {
            _offset = exchangeTime - (sent + ((received - sent) / 2));
        }
    }

    /// <summary>Moves the offset to the nearest value that an answer allows; most answers move nothing.</summary>
    /// <inheritdoc cref="Measure"/>
    public void Follow(DateTimeOffset sent, DateTimeOffset received, DateTimeOffset exchangeTime)
    {
        TimeSpan least = exchangeTime - received;
        TimeSpan most = exchangeTime - sent;
        lock (_gate)
        {
            // A local clock that was set back during the round trip allows nothing; the next answer will.
            if (least <= most)
            {
                _offset = _offset < least ? least : _offset > most ? most : _offset;
            }
        }
    }
}
