namespace HtxFutures.Positions;

/// <summary>Which way a position goes, in both position modes: by its side where that is long or short, and by its direction.</summary>
internal static class PositionWays
{
    /// <summary>Whether it is long; null where neither says so, or the two contradict each other.</summary>
    public static bool? IsLong(PositionSide side, OrderSide direction) => (side, direction) switch
    {
        (PositionSide.Long, not OrderSide.Sell) or (not PositionSide.Short, OrderSide.Buy) => true,
        (PositionSide.Short, not OrderSide.Buy) or (not PositionSide.Long, OrderSide.Sell) => false,
        _ => null,
    };

    /// <summary>The word for it: Long or Short; null where that is not known.</summary>
    public static string? Word(PositionSide side, OrderSide direction) => IsLong(side, direction) switch
    {
        true => nameof(PositionSide.Long),
        false => nameof(PositionSide.Short),
        null => null,
    };
}
