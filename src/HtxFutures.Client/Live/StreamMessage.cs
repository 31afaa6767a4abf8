namespace HtxFutures.Live;

/// <summary>What the exchange says on the socket for changes (desk facts 6.1).</summary>
internal readonly record struct StreamMessage
{
    /// <summary>What kind of message it is: auth, sub, ping, notify, error, close, …</summary>
    public required string Op { get; init; }

    /// <summary>What it is about: orders, …; null where it does not say.</summary>
    public string? Topic { get; init; }

    /// <summary>The exchange's code; zero is well, null where there is none.</summary>
    public int? Code { get; init; }

    /// <summary>The exchange's words for it, fit to be shown; null where there are none.</summary>
    public string? Text { get; init; }

    /// <summary>When it was said; null where it does not say.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The stamp as it stands in the message, to be echoed; null where there is none.</summary>
    public string? RawStamp { get; init; }

    /// <summary>The orders that it tells of.</summary>
    public IReadOnlyList<HtxOrder> Orders { get; init; }
}
