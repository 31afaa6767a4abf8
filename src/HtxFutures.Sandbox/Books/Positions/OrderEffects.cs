namespace HtxFutures.Sandbox.Books.Positions;

/// <summary>What orders do to positions when they are executed.</summary>
internal static class OrderEffects
{
    /// <summary>Whether an order can only take from a position: in hedge mode its sides say so, else that it may only reduce (desk facts 2.4).</summary>
    public static bool OnlyCloses(string side, string positionSide, bool reduceOnly) => reduceOnly || (side, positionSide) is ("sell", "long") or ("buy", "short");

    public static bool OnlyCloses(SandboxOrder order) => OnlyCloses(order.Side, order.PositionSide, order.ReduceOnly);

    /// <summary>Whether what is executed on a side takes from a position.</summary>
    public static bool TakesFrom(string side, BookedPosition position) => side == (position.IsLong ? "sell" : "buy");

    /// <summary>The part of a position that an open order, which names it, keeps from being closed otherwise; market orders keep nothing (desk facts 2.4).</summary>
    public static decimal HeldBy(SandboxOrder order, BookedPosition position) =>
        order is { IsOpen: true, Type: not "market" }
        && new PositionKey(order.ContractCode, order.MarginMode, order.PositionSide) == position.Key
        && OnlyCloses(order) && TakesFrom(order.Side, position) ? order.Volume - order.FilledVolume : 0;
}
