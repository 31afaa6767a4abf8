namespace HtxFutures.Halting;

/// <summary>Which algo orders protect which positions.</summary>
internal static class Protection
{
    /// <summary>
    /// Whether an algo order can only make a position smaller: take-profits and stop-losses always (desk facts 1.8), what
    /// says that it reduces only, and what by its two sides closes (desk facts 5.1). What is not known to be so may open.
    /// </summary>
    public static bool IsCloseOnly(HtxAlgoOrder algo) =>
        algo.ReduceOnly == true
        || algo.Type is AlgoOrderType.TakeProfit or AlgoOrderType.StopLoss or AlgoOrderType.TakeProfitStopLoss
        || (algo.Side, algo.PositionSide) is (OrderSide.Sell, PositionSide.Long) or (OrderSide.Buy, PositionSide.Short);

    /// <summary>Whether an algo order may be one that protects a position. Where either does not say enough, it may.</summary>
    public static bool Protects(HtxAlgoOrder algo, HtxPosition position) =>
        algo.ContractCode == position.ContractCode
        && (algo.MarginMode == position.MarginMode || algo.MarginMode == MarginMode.Unknown || position.MarginMode == MarginMode.Unknown)
        && (algo.PositionSide, position.PositionSide) is not ((PositionSide.Long, PositionSide.Short) or (PositionSide.Short, PositionSide.Long));
}
