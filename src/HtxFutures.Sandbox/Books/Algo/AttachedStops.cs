namespace HtxFutures.Sandbox.Books.Algo;

/// <summary>What the take-profit and stop-loss attached to an order become (desk facts 1.8).</summary>
internal static class AttachedStops
{
    /// <summary>Their terms; none for an order without. One of both legs, or one for each.</summary>
    public static IEnumerable<SandboxAlgoTemplate> Of(SandboxOrder order, bool together)
    {
        SandboxAlgoTemplate terms = new(SandboxAlgoType.TakeProfitStopLoss)
        {
            ContractCode = order.ContractCode,
            Side = order.Side == "buy" ? "sell" : "buy",
            PositionSide = order.PositionSide,
            MarginMode = order.MarginMode,
            Volume = order.Volume,
            TakeProfit = order.TakeProfit,
            StopLoss = order.StopLoss,
            Source = order.Source,
        };
        return (order.TakeProfit, order.StopLoss, together) switch
        {
            (null, null, _) => [],
            (_, null, _) => [terms with { Type = SandboxAlgoType.TakeProfit }],
            (null, _, _) => [terms with { Type = SandboxAlgoType.StopLoss }],
            (_, _, true) => [terms],
            _ => [terms with { Type = SandboxAlgoType.TakeProfit }, terms with { Type = SandboxAlgoType.StopLoss }],
        };
    }
}
