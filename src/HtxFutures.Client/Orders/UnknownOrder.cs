using HtxFutures.Errors;

namespace HtxFutures.Orders;

/// <summary>What there is to say of an order that the exchange does not know.</summary>
internal static class UnknownOrder
{
    /// <summary>The error of an order that was asked for in every way.</summary>
    /// <param name="order">The order.</param>
    /// <param name="code">The exchange's code; null where it gave none.</param>
    /// <param name="meant">What was meant to be done to it; an id of the other kind wants the same by its own command.</param>
    public static HtxException Error(OrderReference order, int? code = null, Means meant = Means.LookUpOrder)
    {
        string? suspicion = RoundedId.Suspicion(order.Id);
        string asked = order.Kind == OrderKind.Order ? "asked for cross and for isolated margin" : "asked for as every type";
        return new HtxException(
            HtxErrorKind.OrderNotFound,
            $"The exchange does not know the {order}, {asked}.{(suspicion is null ? "" : $" {suspicion}")}")
        {
            Code = code,
            Guidance = suspicion is null
                ? Other(order, meant)
                : new Guidance($"Take the id as text from where it came, not out of a spreadsheet. To see what is {(order.Kind == OrderKind.Order ? "open" : "active")}, list the {order.Words.Noun}s.", Means.ListOrders) { Kind = order.Kind, ContractCode = order.ContractCode },
        };
    }

    private static Guidance Other(OrderReference order, Means meant)
    {
        OrderKind kind = order.Kind == OrderKind.Order ? OrderKind.AlgoOrder : OrderKind.Order;
        string lapse = order switch
        {
            { OrderId: not null } => "",
            { Kind: OrderKind.Order } => " A client order id lapses some time after its order has ended.",
            _ => " That a client algo id is not known proves nothing, since the exchange does not always keep it: list the algo orders and take the algo id.",
        };
        string other = kind == OrderKind.AlgoOrder
            ? "Trigger, take-profit, stop-loss and trailing orders have ids of their own"
            : "Ordinary orders have ids of their own";
        return order.As(kind).To(meant, $"Check id and contract.{lapse} {other}, which have a command of their own.");
    }
}
