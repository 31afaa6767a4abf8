namespace HtxFutures.Live;

/// <summary>What is brought of orders as pushes and listings show them, and what a listing shows that no push has told.</summary>
/// <param name="ledger">Says what is news.</param>
/// <param name="audience">Is brought it.</param>
/// <param name="gap">Counts it.</param>
internal sealed class StreamNews(OrderLedger ledger, StreamAudience audience, StreamGap gap)
{
    private DateTimeOffset? _begun;
    private DateTimeOffset? _provenUntil;

    /// <summary>What the next listing is to show.</summary>
    public ListingAim Aim => new(ledger.Open, ledger.Contracts, _provenUntil);

    /// <summary>What had ended before is no news.</summary>
    /// <param name="now">The time on the exchange's clock; the first counts.</param>
    public void Begin(DateTimeOffset now) => _begun ??= now;

    /// <summary>All that happened before a listing has been brought.</summary>
    public void Prove(OpenListing listing) => _provenUntil = listing.At;

    /// <summary>Brings an order, where it is news.</summary>
    public void Bring(HtxOrder order)
    {
        if (audience.Bring(order))
        {
            gap.Count();
        }
    }

    /// <summary>Brings what a listing shows.</summary>
    public void Bring(OpenListing listing)
    {
        foreach (HtxOrder order in Shown(listing))
        {
            Bring(order);
        }
    }

    /// <summary>Brings what a listing shows after a time without a connection. Before the first one nobody was to be told: what is open then is taken as known.</summary>
    public void CatchUp(OpenListing listing)
    {
        foreach (HtxOrder order in Shown(listing))
        {
            if (gap.FollowsConnection || ledger.Knows(order))
            {
                Bring(order);
            }
            else
            {
                ledger.Take(order);
            }
        }
    }

    /// <summary>The orders that were open and that a listing does not show, as long as nothing has told of their end.</summary>
    public IReadOnlyList<HtxOrder> Vanished(OpenListing listing) => [.. listing.Missing.Where(ledger.HasOpen)];

    /// <summary>What a listing shows, and no push has told.</summary>
    public IEnumerable<HtxOrder> Untold(OpenListing listing) =>
        Shown(listing).Where(ledger.IsNews).Concat(Vanished(listing).Where(order => order.State != OrderState.Unknown));

    // What had ended before anybody watched is no change; the listing of finished ones shows it too.
    private IEnumerable<HtxOrder> Shown(OpenListing listing) => listing.Orders.Where(order => !order.IsFinal || ledger.Knows(order) || !(order.UpdatedAt < _begun));
}
