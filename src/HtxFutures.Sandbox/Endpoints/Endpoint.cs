using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>One private method and path (facts 2).</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path.</param>
/// <param name="Kind">The budget and the permission it needs.</param>
/// <param name="Serve">Serves a call.</param>
/// <param name="Cancels">How many orders it cancels.</param>
internal sealed record Endpoint(
    string Method, string Path, SandboxRequestKind Kind, Func<ApiCall, Answer> Serve, Cancels Cancels = Cancels.Nothing)
{
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("POST", "/v5/trade/order", SandboxRequestKind.Trade, PlaceOrder.Serve),
        new("POST", "/v5/trade/cancel_order", SandboxRequestKind.Trade, CancelOrder.Serve, Cancels.One),
        new("POST", "/v5/trade/cancel_batch_orders", SandboxRequestKind.Trade, CancelBatchOrders.Serve, Cancels.Many),
        new("POST", "/v5/trade/cancel_all_orders", SandboxRequestKind.Trade, CancelAllOrders.Serve, Cancels.Many),
        new("POST", "/v5/trade/cancel-after", SandboxRequestKind.Trade, CancelAfter.Serve),
        new("GET", "/v5/trade/order", SandboxRequestKind.Read, QueryOrder.Serve),
        new("GET", "/v5/trade/order/opens", SandboxRequestKind.Read, ListOpenOrders.Serve),
        new("GET", "/v5/trade/order/history", SandboxRequestKind.Read, ListFinishedOrders.Serve),
    ];

    public static Endpoint? Find(string method, string path) =>
        All.FirstOrDefault(endpoint => endpoint.Path == path && endpoint.Method == method);
}
