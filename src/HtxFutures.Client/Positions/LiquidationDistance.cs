namespace HtxFutures.Positions;

/// <summary>How far a position is from its liquidation.</summary>
internal static class LiquidationDistance
{
    /// <summary>As a share of the mark price; negative where the price is past it, null where it cannot be told.</summary>
    public static decimal? Of(HtxPosition position)
    {
        if (position is not { MarkPrice: > 0 and { } mark, LiquidationPrice: { } liquidation, IsLong: { } isLong })
        {
            return null;
        }

        try
        {
            return (isLong ? mark - liquidation : liquidation - mark) / mark;
        }
        catch (OverflowException)
        {
            return null; // no prices of this world
        }
    }
}
