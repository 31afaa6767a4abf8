namespace HtxFutures.Formatting;

/// <summary>What a figure means for its colour, which the views take out of <c>$PSStyle</c>: Warning where it needs a look, Bad where the exchange is about to act.</summary>
internal static class RiskTone
{
    /// <summary>Of what is worse than liquidation: what is there is less than nothing, and nothing stands in for it.</summary>
    public const string Lost = "Bad";

    /// <summary>Of what is maintained over what is there: at 1 it is liquidated. A negative one is a currency's that others stand in for.</summary>
    public static string? OfMarginRate(decimal? rate) => rate switch
    {
        >= 0.8m => "Bad",
        >= 0.5m => "Warning",
        _ => null,
    };

    /// <summary>Of the share of its price that a position is from its liquidation.</summary>
    public static string? OfDistance(decimal? distance) => distance switch
    {
        < 0.05m => "Bad",
        < 0.15m => "Warning",
        _ => null,
    };

    /// <summary>Of what the exchange lets an account do.</summary>
    public static string? OfState(AccountState state) => state == AccountState.Normal ? null : "Bad";

    /// <summary>Of a verdict that is good where it is yes.</summary>
    public static string OfVerdict(bool isGood) => isGood ? "Good" : "Warning";

    /// <summary>Of a count, where everything that is there can do something.</summary>
    public static string? OfCount(int? count) => count switch
    {
        null => "Bad",
        0 => null,
        _ => "Warning",
    };
}
