using HtxFutures.Orders;

namespace HtxFutures.AlgoOrders;

/// <summary>Looks at many algo orders once: in the listings of the types that they may be of, or by their ids.</summary>
internal sealed class AlgoOrderStates(AlgoOrderListing listing, AlgoOrderLookup lookup) : OrderLooks<HtxAlgoOrder>(() => listing.ExchangeTime)
{
    /// <inheritdoc/>
    protected override IEnumerable<IEnumerable<SoughtOrder>> Together(IReadOnlyList<SoughtOrder> wanted) => [wanted];

    /// <inheritdoc/>
    protected override IEnumerable<IAsyncEnumerable<HtxAlgoOrder>> Finished(IReadOnlyList<SoughtOrder> wanted, ListedSpan? span, CancellationToken cancellationToken) =>
        Types(wanted).Select(type => listing.ListFinishedAsync(type, Contract(wanted), span, cancellationToken));

    /// <inheritdoc/>
    protected override IEnumerable<IAsyncEnumerable<HtxAlgoOrder>> Open(IReadOnlyList<SoughtOrder> wanted, CancellationToken cancellationToken) =>
        Types(wanted).Select(type => listing.ListActiveAsync(type, Contract(wanted), null, cancellationToken));

    /// <inheritdoc/>
    protected override Task<HtxAlgoOrder?> FindAsync(SoughtOrder sought, CancellationToken cancellationToken) =>
        lookup.FindAsync(sought.Order, Types([sought]), cancellationToken);

    /// <summary>Those that the algo orders may be listed as: of one that nobody has seen, all.</summary>
    private static AlgoOrderType[] Types(IReadOnlyList<SoughtOrder> wanted)
    {
        AlgoOrderType?[] known = [.. wanted.Select(sought => (sought.Shown as HtxAlgoOrder)?.ListedAs).Distinct()];
        return [.. AlgoOrderListing.Types.Where(type => known.Contains(type) || known.Contains(null))];
    }

    private static string? Contract(IReadOnlyList<SoughtOrder> wanted) =>
        wanted.Select(sought => sought.Order.ContractCode).Distinct().Take(2).ToArray() is [var only] ? only : null;
}
