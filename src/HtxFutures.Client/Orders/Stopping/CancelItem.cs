namespace HtxFutures.Orders.Stopping;

/// <summary>What an answer says of one order that was to be cancelled (facts 2.1, 2.2, 4).</summary>
/// <param name="Code">The item's own code; null where it has none.</param>
/// <param name="Message">The exchange's text, fit to be shown; null where it gave none.</param>
/// <param name="OrderId">The exchange's id; null where the answer has none. Worth keeping: the client's lapses when the order ends (facts 7).</param>
/// <param name="ClientOrderId">The client's id; null where the answer has none.</param>
internal readonly record struct CancelItem(int? Code, string? Message, string? OrderId, string? ClientOrderId)
{
    /// <summary>
    /// Whether it speaks of an order. By the other one of the two ids only where its own is missing: in failed items it
    /// is not known which is filled, and a client may have given an order the number that is another one's id.
    /// </summary>
    public bool Names(OrderReference order) => order.OrderId is { } id
        ? (OrderId ?? ClientOrderId) == id
        : (ClientOrderId ?? OrderId) == order.ClientOrderId;

    /// <summary>Whether it speaks of another order: it has an id of the kind that the order goes by, and not the order's.</summary>
    public bool NamesAnother(OrderReference order) => order.OrderId is { } id
        ? OrderId is not null && OrderId != id
        : ClientOrderId is not null && ClientOrderId != order.ClientOrderId;
}
