namespace HtxFutures.Orders;

/// <summary>An order whose state is to be found out.</summary>
/// <param name="order">Which one.</param>
/// <param name="shown">The order as somebody has seen it; null where nobody has.</param>
/// <param name="hasExisted">Whether it surely was there: that asking by its id shows nothing is then no answer.</param>
internal sealed class SoughtOrder(OrderReference order, IShownOrder? shown, bool hasExisted)
{
    public OrderReference Order { get; } = order;

    /// <summary>The order as somebody has seen it; null where nobody has.</summary>
    public IShownOrder? Shown { get; } = shown;

    public bool HasExisted { get; } = hasExisted;

    /// <summary>What its margin stands for; null where that is not known.</summary>
    public MarginMode? MarginMode { get; init; }

    /// <summary>Whether its client's id is one that we have made for it, so that no other order can have had it.</summary>
    public bool HasOwnClientId { get; init; }

    /// <summary>How often the listings, read to their ends, did not show it.</summary>
    public int Misses { get; set; }
}
