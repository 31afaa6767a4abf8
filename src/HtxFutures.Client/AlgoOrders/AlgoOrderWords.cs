using HtxFutures.Json;

namespace HtxFutures.AlgoOrders;

/// <summary>What the exchange calls the values of an algo order (desk facts 1.2, 1.4). What it shares with orders stands there.</summary>
internal static class AlgoOrderWords
{
    public static Words<AlgoOrderType> Types { get; } = new(
        (AlgoOrderType.Trigger, "trigger"),
        (AlgoOrderType.TakeProfit, "tp"),
        (AlgoOrderType.StopLoss, "sl"),
        (AlgoOrderType.TakeProfitStopLoss, "tpsl"),
        (AlgoOrderType.TrailingStop, "trailing_stop"));

    public static Words<AlgoOrderState> States { get; } = new(
        (AlgoOrderState.Active, "active"),
        (AlgoOrderState.Effective, "effective"),
        (AlgoOrderState.Canceled, "canceled"),
        (AlgoOrderState.Failed, "failed"));
}
