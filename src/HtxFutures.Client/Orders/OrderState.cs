namespace HtxFutures;

/// <summary>How far an order has come (facts 2.7).</summary>
public enum OrderState
{
    /// <summary>The exchange gave no value, or one that is not known here; its own text stands beside it.</summary>
    Unknown,

    /// <summary>In the book, nothing executed.</summary>
    New,

    /// <summary>In the book, executed in part.</summary>
    PartiallyFilled,

    /// <summary>Executed whole; final.</summary>
    Filled,

    /// <summary>Executed in part, the rest cancelled; final.</summary>
    PartiallyCanceled,

    /// <summary>Cancelled, nothing executed; final.</summary>
    Canceled,

    /// <summary>Never taken into the book; final.</summary>
    Rejected,
}
