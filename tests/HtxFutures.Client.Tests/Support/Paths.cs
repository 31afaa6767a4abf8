namespace HtxFutures.Client.Tests.Support;

/// <summary>The paths that the client uses (facts 2, 3.3).</summary>
internal static class Paths
{
    public const string Timestamp = "/api/v1/timestamp";
    public const string CancelOrder = "/v5/trade/cancel_order";
    public const string CancelAll = "/v5/trade/cancel_all_orders";
    public const string CancelAfter = "/v5/trade/cancel-after";
    public const string CancelBatch = "/v5/trade/cancel_batch_orders";
    public const string Order = "/v5/trade/order";
    public const string Opens = "/v5/trade/order/opens";
    public const string Positions = "/v5/trade/position/opens";
    public const string Balance = "/v5/account/balance";
    public const string Algos = "/v5/algo/order/opens";
    public const string History = "/v5/trade/order/history";
    public const string Fills = "/v5/trade/order/details";
}
