namespace HtxFutures.Sandbox;

/// <summary>What the balance of an account says beside the details of each currency (desk facts 3.1, 9.1).</summary>
public enum BalanceShape
{
    /// <summary>As recorded in June 2026: zeros that have not been brought up to date for weeks, beside details that have.</summary>
    DormantTop,

    /// <summary>The same figures as in the details, as pushed in September 2026.</summary>
    Whole,

    /// <summary>Empty texts, and no details at all, as for an account that has never had money.</summary>
    Empty,
}
