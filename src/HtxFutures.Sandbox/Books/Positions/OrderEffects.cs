namespace HtxFutures.Sandbox.Books.Positions;

/// <summary>What orders do to positions when they are executed.</summary>
internal static class OrderEffects
{
    /// <summary>The position that an order is about.</summary>
    public static PositionKey PositionOf(SandboxOrder order) => new(order.ContractCode, order.MarginMode, order.PositionSide);

    /// <summary>Whether an order can only take from a position: in hedge mode its sides say so, else that it may only reduce (desk facts 2.4).</summary>
    public static bool OnlyCloses(string side, string positionSide, bool reduceOnly) => reduceOnly || (side, positionSide) is ("sell", "long") or ("buy", "short");

    public static bool OnlyCloses(SandboxOrder order) => OnlyCloses(order.Side, order.PositionSide, order.ReduceOnly);

    /// <summary>Whether an order is on the side that takes from a position.</summary>
    public static bool TakesFrom(SandboxOrder order, BookedPosition position) =>
        PositionOf(order) == position.Key && order.Side == (position.IsLong ? "sell" : "buy");

    /// <summary>The part of a position that an open order keeps from being closed otherwise; market orders keep nothing (desk facts 2.4).</summary>
    public static decimal HeldBy(SandboxOrder order, BookedPosition position) =>
        order is { IsOpen: true, Type: not "market" } && OnlyCloses(order) && TakesFrom(order, position) ? order.Volume - order.FilledVolume : 0;
}
