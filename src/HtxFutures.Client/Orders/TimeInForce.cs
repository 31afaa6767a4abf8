namespace HtxFutures;

/// <summary>How long an order stays in the book.</summary>
public enum TimeInForce
{
    /// <summary>The exchange gave no value, or one that is not known here; its own text stands beside it.</summary>
    Unknown,

    /// <summary>Until it is cancelled.</summary>
    Gtc,

    /// <summary>What cannot be executed at once is cancelled.</summary>
    Ioc,

    /// <summary>It is executed whole at once, or cancelled.</summary>
    Fok,
}
