using HtxFutures.Orders;

namespace HtxFutures.Cancelling;

/// <summary>
/// Finds out which orders of a contract are final. A page of finished orders settles a hundred at once, so many are
/// looked for in the listing, and few are asked for one by one.
/// </summary>
internal sealed class FinalOrderSearch(OrderListing listing, OrderLookup lookup)
{
    /// <summary>From this many on, a listing costs less than asking for each: as cross, and as isolated.</summary>
    public const int FewestToList = 3;

    // A cancel takes some tens of milliseconds, so the first looks may find nothing yet. A listing that shows nothing
    // for longer than that does not show what it should: which way it is sorted is not documented (facts 2.9).
    private const int LooksToTrustTheListing = 3;

    /// <summary>Looks for the orders once.</summary>
    /// <param name="contractCode">Their contract.</param>
    /// <param name="cancels">The orders, as their cancels left them.</param>
    /// <param name="cancellationToken">Gives the search up.</param>
    /// <returns>Those that are final.</returns>
    /// <exception cref="HtxException">The exchange could not be asked.</exception>
    public async Task<Dictionary<OrderReference, HtxOrder>> FindAsync(string contractCode, IReadOnlyCollection<WatchedCancel> cancels, CancellationToken cancellationToken)
    {
        var final = new Dictionary<OrderReference, HtxOrder>();
        OrderReference[] wanted = [.. cancels.Select(cancel => cancel.Order).Distinct()];
        if (wanted.Length >= FewestToList)
        {
            Dictionary<string, HtxOrder> listed = await SearchListingAsync(contractCode, wanted, cancellationToken).ConfigureAwait(false);
            foreach (OrderReference order in wanted.Where(order => order.OrderId is { } id && listed.ContainsKey(id)))
            {
                final.Add(order, listed[order.OrderId!]);
            }

            if (final.Count > 0 || cancels.All(cancel => cancel.Looks <= LooksToTrustTheListing))
            {
                return final;
            }
        }

        foreach (OrderReference order in wanted.Take(FewestToList))
        {
            if (await lookup.FindAsync(order, cancellationToken).ConfigureAwait(false) is { IsFinal: true } found)
            {
                final[order] = found;
            }
        }

        return final;
    }

    /// <summary>
    /// Looks for orders that have just ended in the listing of finished ones: by the exchange's id alone, since a
    /// client's id may have been that of an earlier order.
    /// </summary>
    /// <param name="contractCode">Their contract.</param>
    /// <param name="wanted">The orders.</param>
    /// <param name="cancellationToken">Gives the search up.</param>
    /// <returns>Those that were found, by the exchange's id.</returns>
    /// <exception cref="HtxException">The exchange could not be asked.</exception>
    public async Task<Dictionary<string, HtxOrder>> SearchListingAsync(string contractCode, IEnumerable<OrderReference> wanted, CancellationToken cancellationToken)
    {
        var ids = wanted.Select(order => order.OrderId).OfType<string>().ToHashSet();
        var found = new Dictionary<string, HtxOrder>();

        // Ours have just ended, so they stand on the newest pages; one page more for what others have ended since.
        int pages = (ids.Count / OrderRequests.PageSize) + 2;
        foreach (MarginMode marginMode in ids.Count > 0 ? OrderLookup.MarginModes : [])
        {
            await foreach (HtxOrder order in listing.ListFinishedAsync(contractCode, marginMode, pages, cancellationToken).ConfigureAwait(false))
            {
                if (order.IsFinal && ids.Contains(order.OrderId))
                {
                    found[order.OrderId] = order;
                }

                if (found.Count == ids.Count)
                {
                    return found;
                }
            }
        }

        return found;
    }
}
