namespace HtxFutures;

/// <summary>Who shares a request budget.</summary>
public enum BudgetScope
{
    /// <summary>The sessions of this process.</summary>
    Process,

    /// <summary>All processes of this user on this machine.</summary>
    Machine,

    /// <summary>All that name the same Redis server, on whatever machine.</summary>
    Redis,
}
