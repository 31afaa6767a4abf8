namespace HtxFutures;

/// <summary>How an order is priced.</summary>
public enum OrderType
{
    /// <summary>The exchange gave no value, or one that is not known here; its own text stands beside it.</summary>
    Unknown,

    /// <summary>At its price or better.</summary>
    Limit,

    /// <summary>At the price of the moment.</summary>
    Market,

    /// <summary>At its price, and only by adding to the book.</summary>
    PostOnly,
}
