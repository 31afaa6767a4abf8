namespace HtxFutures.Orders.Clearing;

/// <summary>Lists what a mass cancel is about to meet, or has left.</summary>
internal sealed class MassCancelListing(OrderListing listing)
{
    /// <summary>Lists the open orders of a scope.</summary>
    /// <exception cref="HtxException">They could not be listed, for a reason that the mass cancel would meet too.</exception>
    public async Task<MassCancelPlan> PlanAsync(MassCancelScope scope, CancellationToken cancellationToken)
    {
        var orders = new List<HtxOrder>();
        HashSet<string> known = [];
        try
        {
            await foreach (HtxOrder order in listing.ListOpenAsync(scope.ContractCode, null, cancellationToken).ConfigureAwait(false))
            {
                // An order that moved while the pages were read is on two of them.
                if (scope.Includes(order) && known.Add(order.OrderId))
                {
                    orders.Add(order);
                }
            }

            return new MassCancelPlan(scope, orders, null);
        }
        catch (HtxException failure) when (failure.Kind is HtxErrorKind.NetworkError or HtxErrorKind.RateLimited or HtxErrorKind.ApiError or HtxErrorKind.UnexpectedResponse)
        {
            // Reading fails where trading may still work, and orders have to stop now. What fails for both will fail again.
            return new MassCancelPlan(scope, orders, failure);
        }
    }
}
