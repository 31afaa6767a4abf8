namespace HtxFutures.Live;

/// <summary>The orders as they were listed: those that are open, and those that have ended since the listing before.</summary>
/// <param name="Before">Those that were known as open when the listing began: what is not among them may have been placed since.</param>
/// <param name="Orders">What it showed.</param>
/// <param name="At">When it began, on the exchange's clock.</param>
/// <param name="Failure">Why those that have ended could not all be listed; null where they were.</param>
internal sealed record OpenListing(IReadOnlyList<HtxOrder> Before, IReadOnlyList<HtxOrder> Orders, DateTimeOffset At, HtxException? Failure = null)
{
    /// <summary>Those of the first that it did not show.</summary>
    public IEnumerable<HtxOrder> Missing => Before.ExceptBy(Orders.Select(order => order.OrderId), order => order.OrderId);
}
