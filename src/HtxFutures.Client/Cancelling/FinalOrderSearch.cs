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
    /// <returns>Those that are final, by the key they are looked for by.</returns>
    /// <exception cref="HtxException">The exchange could not be asked.</exception>
    public async Task<Dictionary<string, HtxOrder>> FindAsync(string contractCode, IReadOnlyCollection<WatchedCancel> cancels, CancellationToken cancellationToken)
    {
        var wanted = cancels.Select(cancel => cancel.Key).ToHashSet();
        var found = new Dictionary<string, HtxOrder>();
        if (wanted.Count >= FewestToList)
        {
            found = await SearchListingAsync(contractCode, wanted, cancellationToken).ConfigureAwait(false);
            if (found.Count > 0 || cancels.All(cancel => cancel.Looks <= LooksToTrustTheListing))
            {
                return found;
            }
        }

        foreach (WatchedCancel cancel in cancels.Take(FewestToList))
        {
            OrderReference order = OrderReference.Create(contractCode, cancel.Result.OrderId, cancel.Result.ClientOrderId);
            if (await lookup.FindAsync(order, cancellationToken).ConfigureAwait(false) is { IsFinal: true } final)
            {
                found[cancel.Key] = final;
            }
        }

        return found;
    }

    /// <summary>Looks for orders that have just ended in the listing of finished ones.</summary>
    /// <param name="contractCode">Their contract.</param>
    /// <param name="wanted">Their ids.</param>
    /// <param name="cancellationToken">Gives the search up.</param>
    /// <returns>Those that were found, by their id.</returns>
    /// <exception cref="HtxException">The exchange could not be asked.</exception>
    public async Task<Dictionary<string, HtxOrder>> SearchListingAsync(string contractCode, IReadOnlySet<string> wanted, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, HtxOrder>();

        // Ours have just ended, so they stand on the newest pages; one page more for what others have ended since.
        int pages = (wanted.Count / OrderRequests.PageSize) + 2;
        foreach (MarginMode marginMode in OrderLookup.MarginModes)
        {
            await foreach (HtxOrder order in listing.ListFinishedAsync(contractCode, marginMode, pages, cancellationToken).ConfigureAwait(false))
            {
                string? key = wanted.Contains(order.OrderId) ? order.OrderId : order.ClientOrderId;
                if (order.IsFinal && key is not null && wanted.Contains(key))
                {
                    found[key] = order;
                }

                if (found.Count == wanted.Count)
                {
                    return found;
                }
            }
        }

        return found;
    }
}
