namespace HtxFutures;

/// <summary>The two request budgets that the exchange keeps for an account (facts 5).</summary>
public enum BudgetBucket
{
    /// <summary>Requests that change something: placing, cancelling.</summary>
    Trade,

    /// <summary>Requests that only look.</summary>
    Read,
}
