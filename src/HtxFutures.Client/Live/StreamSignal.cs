namespace HtxFutures.Live;

/// <summary>Something that has happened to a stream, for its one loop to deal with.</summary>
/// <param name="Kind">What.</param>
/// <param name="Connection">On which connection; 0 where it is none's matter.</param>
internal readonly record struct StreamSignal(StreamSignalKind Kind, int Connection = 0)
{
    /// <summary>The order that is told of.</summary>
    public HtxOrder? Order { get; init; }

    /// <summary>The orders that were open when a listing began, and what it showed.</summary>
    public OpenListing? Listing { get; init; }

    /// <summary>What there is to say of it.</summary>
    public string? Text { get; init; }
}
