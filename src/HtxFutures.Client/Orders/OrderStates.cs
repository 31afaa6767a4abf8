namespace HtxFutures.Orders;

/// <summary>Looks at many ordinary orders once: in the listings of their contract, where that is known, or by their ids, as cross and as isolated.</summary>
internal sealed class OrderStates(OrderListing listing, OrderLookup lookup) : OrderLooks<HtxOrder>(() => listing.ExchangeTime)
{
    /// <inheritdoc/>
    protected override IEnumerable<IEnumerable<SoughtOrder>> Together(IReadOnlyList<SoughtOrder> wanted) => wanted.GroupBy(sought => sought.Order.ContractCode);

    /// <inheritdoc/>
    protected override IEnumerable<IAsyncEnumerable<HtxOrder>> Finished(IReadOnlyList<SoughtOrder> wanted, ListedSpan? span, CancellationToken cancellationToken) =>
        Contract(wanted) is { } contract ? MarginModes(wanted).Select(marginMode => listing.ListFinishedAsync(contract, marginMode, span, cancellationToken)) : [];

    /// <inheritdoc/>
    protected override IEnumerable<IAsyncEnumerable<HtxOrder>> Open(IReadOnlyList<SoughtOrder> wanted, CancellationToken cancellationToken) =>
        wanted.Count == 0 ? [] : [listing.ListOpenAsync(Contract(wanted), null, cancellationToken)];

    /// <inheritdoc/>
    protected override Task<HtxOrder?> FindAsync(SoughtOrder sought, CancellationToken cancellationToken) => lookup.FindAsync(sought.Order, MarginModes([sought]), cancellationToken);

    /// <summary>Those that the orders may be of: of one that nobody has seen, both.</summary>
    private static IReadOnlyList<MarginMode> MarginModes(IReadOnlyList<SoughtOrder> wanted) => wanted.All(sought => sought.MarginMode is not null)
        ? [.. wanted.Select(sought => sought.MarginMode!.Value).Distinct()]
        : OrderLookup.MarginModes;

    // Null of those that nobody has named: what is open is listed without a contract, what is finished is not (facts 2.8, 2.9).
    private static string? Contract(IReadOnlyList<SoughtOrder> wanted) => wanted[0].Order.ContractCode is { Length: > 0 } contract ? contract : null;
}
