namespace HtxFutures;

/// <summary>What sort of order is meant. Each has ids of its own, and requests of its own.</summary>
public enum OrderKind
{
    /// <summary>An ordinary order, in the book.</summary>
    Order,

    /// <summary>A trigger, take-profit, stop-loss or trailing order: outside the book until it fires.</summary>
    AlgoOrder,
}
