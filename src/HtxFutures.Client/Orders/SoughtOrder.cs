namespace HtxFutures.Orders;

/// <summary>An order whose state is to be found out.</summary>
/// <param name="order">Which one.</param>
/// <param name="createdAt">When it was placed; null where that is not known.</param>
/// <param name="hasExisted">Whether it surely was there: that asking by its id shows nothing is then no answer.</param>
internal sealed class SoughtOrder(OrderReference order, DateTimeOffset? createdAt, bool hasExisted)
{
    public OrderReference Order { get; } = order;

    public DateTimeOffset? CreatedAt { get; } = createdAt;

    public bool HasExisted { get; } = hasExisted;

    /// <summary>How often the listings, read to their ends, did not show it.</summary>
    public int Misses { get; set; }
}
