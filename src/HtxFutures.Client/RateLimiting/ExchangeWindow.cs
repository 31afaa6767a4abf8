namespace HtxFutures.RateLimiting;

/// <summary>One window of the exchange, as far as answers have told of it.</summary>
internal sealed class ExchangeWindow(long reset, long endsAt)
{
    /// <summary>The announced end, on the exchange's side; the window's name.</summary>
    public long Reset { get; } = reset;

    /// <summary>The local moment at which the window is surely over.</summary>
    public long EndsAt { get; set; } = endsAt;

    /// <summary>Our requests that were counted in it.</summary>
    public int Ours { get; set; }

    /// <summary>Requests of other programs that were counted in it, at the least.</summary>
    public int Others { get; set; }
}
