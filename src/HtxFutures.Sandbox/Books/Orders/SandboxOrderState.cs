namespace HtxFutures.Sandbox;

/// <summary>Where an order stands (facts 2.7). The exchange also knows "rejected", which nothing here leads to.</summary>
public enum SandboxOrderState
{
    /// <summary>Open, nothing executed. Also shown while a cancel is under way.</summary>
    New,

    /// <summary>Open, a part executed.</summary>
    PartiallyFilled,

    /// <summary>Executed completely; final.</summary>
    Filled,

    /// <summary>Cancelled after a part was executed; final.</summary>
    PartiallyCanceled,

    /// <summary>Cancelled with nothing executed; final.</summary>
    Canceled,
}
