namespace HtxFutures.Sandbox.Routes;

/// <summary>One private method and path (facts 2), as what looks at requests from outside sees it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path.</param>
/// <param name="Kind">The budget and the permission it needs.</param>
/// <param name="Cancels">It takes something from the books, which may get away before that has come about.</param>
/// <param name="AnswersEach">It works on any number of things, and the answer has a result for each.</param>
/// <param name="TakesArray">The body is an array of things, instead of an object.</param>
/// <param name="Closes">It closes positions.</param>
internal sealed record Route(
    string Method, string Path, SandboxRequestKind Kind, bool Cancels = false, bool AnswersEach = false, bool TakesArray = false, bool Closes = false)
{
    public static Route PlaceOrder { get; } = new("POST", "/v5/trade/order", SandboxRequestKind.Trade);

    public static Route CancelOrder { get; } = new("POST", "/v5/trade/cancel_order", SandboxRequestKind.Trade, Cancels: true);

    public static Route CancelBatchOrders { get; } = new("POST", "/v5/trade/cancel_batch_orders", SandboxRequestKind.Trade, Cancels: true, AnswersEach: true);

    public static Route CancelAllOrders { get; } = new("POST", "/v5/trade/cancel_all_orders", SandboxRequestKind.Trade, Cancels: true, AnswersEach: true);

    public static Route CancelAfter { get; } = new("POST", "/v5/trade/cancel-after", SandboxRequestKind.Trade);

    public static Route QueryOrder { get; } = new("GET", "/v5/trade/order", SandboxRequestKind.Read);

    public static Route ListOpenOrders { get; } = new("GET", "/v5/trade/order/opens", SandboxRequestKind.Read);

    public static Route ListFinishedOrders { get; } = new("GET", "/v5/trade/order/history", SandboxRequestKind.Read);

    public static Route ListFills { get; } = new("GET", "/v5/trade/order/details", SandboxRequestKind.Read);

    public static Route PlaceAlgoOrder { get; } = new("POST", "/v5/algo/order", SandboxRequestKind.Trade);

    public static Route CancelAlgoOrders { get; } = new(
        "POST", "/v5/algo/cancel_orders", SandboxRequestKind.Trade, Cancels: true, AnswersEach: true, TakesArray: true);

    public static Route QueryAlgoOrder { get; } = new("GET", "/v5/algo/order", SandboxRequestKind.Read);

    public static Route ListOpenAlgoOrders { get; } = new("GET", "/v5/algo/order/opens", SandboxRequestKind.Read);

    public static Route ListFinishedAlgoOrders { get; } = new("GET", "/v5/algo/order/history", SandboxRequestKind.Read);

    public static Route ListPositions { get; } = new("GET", "/v5/trade/position/opens", SandboxRequestKind.Read);

    public static Route ClosePosition { get; } = new("POST", "/v5/trade/position", SandboxRequestKind.Trade, Closes: true);

    public static Route CloseAllPositions { get; } = new("POST", "/v5/trade/position_all", SandboxRequestKind.Trade, AnswersEach: true, Closes: true);

    public static Route ShowBalance { get; } = new("GET", "/v5/account/balance", SandboxRequestKind.Read);

    public static IReadOnlyList<Route> All { get; } =
    [
        PlaceOrder,
        CancelOrder,
        CancelBatchOrders,
        CancelAllOrders,
        CancelAfter,
        QueryOrder,
        ListOpenOrders,
        ListFinishedOrders,
        ListFills,
        PlaceAlgoOrder,
        CancelAlgoOrders,
        QueryAlgoOrder,
        ListOpenAlgoOrders,
        ListFinishedAlgoOrders,
        ListPositions,
        ClosePosition,
        CloseAllPositions,
        ShowBalance,
    ];

    public static Route? Find(string method, string path) => All.FirstOrDefault(route => route.Path == path && route.Method == method);
}
