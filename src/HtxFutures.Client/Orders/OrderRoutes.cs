using HtxFutures.Calls;

namespace HtxFutures.Orders;

/// <summary>
/// The ways to orders. To cancel twice does no harm: the second cancel finds nothing left to do and says so (1071, 1063,
/// 1061; facts 3.2). What is still in doubt after the last attempt is settled by asking for the order.
/// </summary>
internal static class OrderRoutes
{
    /// <summary>Cancels one order (facts 2.1).</summary>
    public static readonly Route Cancel = Route.Trade("/v5/trade/cancel_order", Repeat.Always);

    /// <summary>Cancels up to ten orders (facts 2.2).</summary>
    public static readonly Route CancelBatch = Route.Trade("/v5/trade/cancel_batch_orders", Repeat.Always);

    /// <summary>Looks one order up (facts 2.7).</summary>
    public static readonly Route Find = Route.Read("/v5/trade/order");

    /// <summary>Lists open orders (facts 2.8).</summary>
    public static readonly Route ListOpen = Route.Read("/v5/trade/order/opens");

    /// <summary>Lists finished orders (facts 2.9).</summary>
    public static readonly Route ListFinished = Route.Read("/v5/trade/order/history");
}
