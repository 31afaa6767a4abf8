using HtxFutures.Sandbox.Routes;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>What serves each route.</summary>
internal static class Endpoint
{
    private static readonly Dictionary<Route, Func<ApiCall, Answer>> s_endpoints = new()
    {
        [Route.PlaceOrder] = PlaceOrder.Serve,
        [Route.CancelOrder] = CancelOrder.Serve,
        [Route.CancelBatchOrders] = CancelBatchOrders.Serve,
        [Route.CancelAllOrders] = CancelAllOrders.Serve,
        [Route.CancelAfter] = CancelAfter.Serve,
        [Route.QueryOrder] = QueryOrder.Serve,
        [Route.ListOpenOrders] = ListOpenOrders.Serve,
        [Route.ListFinishedOrders] = ListFinishedOrders.Serve,
        [Route.ListFills] = ListFills.Serve,
        [Route.PlaceAlgoOrder] = PlaceAlgoOrder.Serve,
        [Route.CancelAlgoOrders] = CancelAlgoOrders.Serve,
        [Route.QueryAlgoOrder] = QueryAlgoOrder.Serve,
        [Route.ListOpenAlgoOrders] = ListAlgoOrders.ServeOpen,
        [Route.ListFinishedAlgoOrders] = ListAlgoOrders.ServeFinished,
        [Route.ListPositions] = ListPositions.Serve,
        [Route.ClosePosition] = ClosePosition.Serve,
        [Route.CloseAllPositions] = CloseAllPositions.Serve,
        [Route.ShowBalance] = ShowBalance.Serve,
    };

    public static Answer Serve(Route route, ApiCall call) => s_endpoints[route](call);
}
