namespace HtxFutures;

/// <summary>What an order's margin stands for.</summary>
public enum MarginMode
{
    /// <summary>The exchange gave no value, or one that is not known here; its own text stands beside it.</summary>
    Unknown,

    /// <summary>The whole account.</summary>
    Cross,

    /// <summary>The one position.</summary>
    Isolated,
}
