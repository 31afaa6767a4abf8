namespace HtxFutures.Sandbox;

/// <summary>Where an algo order stands (desk facts 1.4).</summary>
public enum SandboxAlgoState
{
    /// <summary>Accepted and not yet in effect: shown nowhere. Just placed, or attached to an order that has not ended.</summary>
    Waiting,

    /// <summary>Waits for its price.</summary>
    Active,

    /// <summary>Fired: an ordinary order was placed; final.</summary>
    Effective,

    /// <summary>Cancelled; final.</summary>
    Canceled,

    /// <summary>Ended by itself without an order; final.</summary>
    Failed,
}
