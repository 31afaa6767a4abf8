namespace HtxFutures.Calls.Sharing;

/// <summary>
/// A ledger in a cell of a server. What was seen last is changed at once and stored if nobody has stored another text
/// meanwhile; else the change is made again on that one. So a change costs one round trip where nobody is in the way.
/// </summary>
/// <remarks>
/// The server's clock is asked with every exchange, and in between this sharer's own goes on from there: the moment of
/// the answer lies between sending and receiving, so there are two bounds. A clock that is further on than they allow
/// has leapt; by how much is told until a change that knows of it was stored.
/// </remarks>
/// <param name="cell">The cell.</param>
/// <param name="time">This sharer's clock.</param>
internal sealed class CellMedium(ILedgerCell cell, TimeProvider time) : ILedgerMedium
{
    // Two clocks that are both right drift apart by less; half a millisecond is the reading of one.
    private const double Pace = 1.001;
    private const long Grain = 500;

    // Who never gets through among so many others has a medium that is too slow for them.
    private const int MostTries = 200;

    private static readonly TimeSpan s_youth = TimeSpan.FromSeconds(10);

    private Seen? _seen;
    private (long ServerTime, long Sent)? _clock;
    private long _leap;

    /// <inheritdoc/>
    public string Sharer { get; } = Guid.NewGuid().ToString("N");

    /// <inheritdoc/>
    public bool IsGone(string sharer) => false;

    /// <inheritdoc/>
    public async Task ChangeAsync(Func<LedgerPage, string> change, CancellationToken cancellationToken)
    {
        for (int tries = 0; tries < MostTries; tries++)
        {
            if (_seen is not { } seen)
            {
                await ExchangeAsync(null, null, cancellationToken).ConfigureAwait(false);
                continue;
            }

            long leap = _leap;
            string text = change(Page(seen, leap));
            if (await ExchangeAsync(seen.Version, text, cancellationToken).ConfigureAwait(false))
            {
                _leap -= leap;
                return;
            }
        }

        throw new LedgerMediumException("other sharers are in the way each time");
    }

    private LedgerPage Page(Seen seen, long leap)
    {
        long now = time.GetTimestamp();
        return new LedgerPage(
            seen.Text,
            seen.ServerTime + (long)(Micros(seen.Received, now) / Pace),
            seen.ServerTime + (long)(Micros(seen.Sent, now) * Pace) + Grain,
            leap,
            seen.Uptime < s_youth);
    }

    private async Task<bool> ExchangeAsync(string? expected, string? text, CancellationToken cancellationToken)
    {
        long sent = time.GetTimestamp();
        _seen = null; // where it fails, nobody knows what lies there
        CellReading reading = await cell.ExchangeAsync(expected, text, cancellationToken).ConfigureAwait(false);
        long received = time.GetTimestamp();
        _seen = new Seen(reading.Version, reading.Accepted ? text : reading.Text, reading.ServerTime, reading.Uptime, sent, received);
        if (_clock is { } earlier)
        {
            _leap += Math.Max(0, reading.ServerTime - earlier.ServerTime - (long)(Micros(earlier.Sent, received) * Pace) - Grain);
        }

        _clock = (reading.ServerTime, sent);

        return reading.Accepted;
    }

    private double Micros(long from, long to) => time.GetElapsedTime(from, to).TotalMicroseconds;

    private readonly record struct Seen(string? Version, string? Text, long ServerTime, TimeSpan Uptime, long Sent, long Received);
}
