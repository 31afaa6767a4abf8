namespace HtxFutures.Sandbox;

/// <summary>Whether an answer arrives.</summary>
public enum DeliveryKind
{
    /// <summary>It does; perhaps not all of its body.</summary>
    Answered,

    /// <summary>No connection came about, and no request was sent.</summary>
    Refused,

    /// <summary>The connection broke before the first byte of the answer.</summary>
    Dropped,

    /// <summary>Nothing comes, ever; <see cref="SandboxExchange.RoundTripAsync"/> waits until the caller gives up.</summary>
    Hung,

    /// <summary>Nothing comes, and the request was not served; <see cref="SandboxExchange.RoundTripAsync"/> serves it a while after the caller has given up.</summary>
    Stuck,
}
