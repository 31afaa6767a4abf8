using HtxFutures.Orders;
using HtxFutures.Runs;

namespace HtxFutures.AlgoOrders;

/// <summary>Finds the ordinary orders that algo orders have placed when they fired: that one fired says nothing of what was executed.</summary>
/// <param name="states">Looks at orders, many at once.</param>
/// <param name="listing">The listings of orders.</param>
/// <param name="time">The clock.</param>
internal sealed class ChildOrders(Settlement<SoughtOrder, HtxOrder> states, OrderListing listing, TimeProvider time)
{
    // What such an order says that it comes from (desk facts 1.4).
    private static readonly string[] s_sources = ["trigger", "tpsl"];

    /// <summary>Finds the order that an algo order has placed.</summary>
    /// <param name="algo">One that has fired.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The order; null where it is not found, or could not be asked for in time.</returns>
    public async Task<HtxOrder?> FindAsync(HtxAlgoOrder algo, CancellationToken cancellationToken)
    {
        if (algo.ChildOrderId is { } id)
        {
            var child = new SoughtOrder(OrderReference.AsNamed(algo.ContractCode, id, null), null, hasExisted: true);
            return (await states.AskAsync(child, Patience.ForDetails, cancellationToken).ConfigureAwait(false)).State;
        }

        using var tooLong = new CancellationTokenSource(Patience.ForDetails.Longest, time);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            return await SearchAsync(algo, giveUp.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (HtxException)
        {
            return null; // what is told of it then is that it was not found
        }
    }

    /// <summary>
    /// Looks for it among the newest orders, where the exchange does not name it: one that says where it comes from, and
    /// was placed when the algo order fired. Where several might be meant, none is.
    /// </summary>
    private async Task<HtxOrder?> SearchAsync(HtxAlgoOrder algo, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, HtxOrder>();
        // The open ones first: what ends meanwhile is in both, and the other way round it would be in neither.
        await CollectAsync(listing.ListOpenAsync(algo.ContractCode, algo.MarginMode == MarginMode.Unknown ? null : algo.MarginMode, cancellationToken)).ConfigureAwait(false);
        MarginMode[] marginModes = algo.MarginMode == MarginMode.Unknown ? [.. OrderLookup.MarginModes] : [algo.MarginMode];
        foreach (MarginMode marginMode in marginModes)
        {
            await CollectAsync(listing.ListFinishedAsync(algo.ContractCode, marginMode, null, cancellationToken)).ConfigureAwait(false);
        }

        return found.Values.Take(2).ToArray() is [var only] && IsVolumeOf(algo, only.Volume, algo.ClosesOnly) ? only : null;

        async Task CollectAsync(IAsyncEnumerable<HtxOrder> orders)
        {
            int rows = 0;
            await foreach (HtxOrder order in orders.ConfigureAwait(false))
            {
                if (IsOf(algo, order))
                {
                    found[order.OrderId] = order;
                }

                if (++rows >= OrderListing.PageSize)
                {
                    return;
                }
            }
        }
    }

    private static bool IsOf(HtxAlgoOrder algo, HtxOrder order) =>
        s_sources.Contains(order.Source)
        && order.Side == algo.Side
        && IsVolumeOf(algo, order.Volume, algo.ClosesOnly || algo.ReduceOnly is null)
        && (algo.OrderPrice is null || order.Price is null || order.Price == algo.OrderPrice)
        && order.CreatedAt >= (algo.UpdatedAt ?? algo.CreatedAt);

    // No more is closed than is left. What only may close, since that is not always said (facts 2.8, desk facts 1.2), makes an
    // order of another a rival, and never the answer.
    private static bool IsVolumeOf(HtxAlgoOrder algo, decimal? volume, bool mayBeLess) =>
        algo.Volume is null || volume == algo.Volume || (mayBeLess && volume < algo.Volume);
}
