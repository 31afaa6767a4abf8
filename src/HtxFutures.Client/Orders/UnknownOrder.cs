using HtxFutures.Errors;

namespace HtxFutures.Orders;

/// <summary>What there is to say of an order that the exchange does not know.</summary>
internal static class UnknownOrder
{
    /// <summary>The error of an order that was asked for as cross and as isolated.</summary>
    /// <param name="order">The order.</param>
    /// <param name="code">The exchange's code; null where it gave none.</param>
    public static HtxException Error(OrderReference order, int? code = null)
    {
        string? suspicion = RoundedId.Suspicion(order.Id);
        return new HtxException(
            HtxErrorKind.OrderNotFound,
            $"The exchange does not know the {order}, asked for cross and for isolated margin.{(suspicion is null ? "" : $" {suspicion}")}")
        {
            Code = code,
            Guidance = (suspicion, order.OrderId) switch
            {
                (not null, _) => new Guidance("Take the id as text from where it came, not out of a spreadsheet. To see what is open, list the orders.", Means.ListOrders) { ContractCode = order.ContractCode },
                (_, null) => "Check id and contract. A client order id lapses some time after its order has ended.",
                _ => "Check id and contract. Trigger and TP/SL orders have ids of their own, which an ordinary cancel does not know.",
            },
        };
    }
}
