namespace HtxFutures;

/// <summary>Where the numbers of a request budget come from.</summary>
public enum BudgetSource
{
    /// <summary>The documented limit, counted on our side.</summary>
    Documented,

    /// <summary>The headers of the exchange's own answers.</summary>
    Exchange,
}
