namespace HtxFutures;

/// <summary>Which way an order trades.</summary>
public enum OrderSide
{
    /// <summary>The exchange gave no value, or one that is not known here; its own text stands beside it.</summary>
    Unknown,

    /// <summary>It buys.</summary>
    Buy,

    /// <summary>It sells.</summary>
    Sell,
}
