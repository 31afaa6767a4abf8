using HtxFutures.Calls;

namespace HtxFutures.AlgoOrders;

/// <summary>The ways to algo orders (desk facts 1.1). To cancel twice does no harm, as with orders. There is no cancel of all.</summary>
internal static class AlgoOrderRoutes
{
    /// <summary>Cancels up to ten algo orders.</summary>
    public static readonly Route Cancel = Route.Trade("/v5/algo/cancel_orders", Repeat.Always);

    /// <summary>Looks one up, of one type.</summary>
    public static readonly Route Find = Route.Read("/v5/algo/order");

    /// <summary>Lists the active ones of one type.</summary>
    public static readonly Route ListActive = Route.Read("/v5/algo/order/opens");

    /// <summary>Lists the finished ones of one type.</summary>
    public static readonly Route ListFinished = Route.Read("/v5/algo/order/history");
}
