namespace HtxFutures.Halting;

/// <summary>Which algo orders protect which positions.</summary>
internal static class Protection
{
    /// <summary>Whether an algo order may be one that protects a position. Where either does not say enough, it may.</summary>
    public static bool Protects(HtxAlgoOrder algo, HtxPosition position) =>
        algo.ContractCode == position.ContractCode
        && (algo.MarginMode == position.MarginMode || algo.MarginMode == MarginMode.Unknown || position.MarginMode == MarginMode.Unknown)
        && (algo.PositionSide, position.PositionSide) is not ((PositionSide.Long, PositionSide.Short) or (PositionSide.Short, PositionSide.Long));
}
