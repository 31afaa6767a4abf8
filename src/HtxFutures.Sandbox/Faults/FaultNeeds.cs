namespace HtxFutures.Sandbox.Faults;

/// <summary>What a request must be, so that a fault can strike it.</summary>
internal enum FaultNeeds
{
    /// <summary>Any request.</summary>
    AnyRequest,

    /// <summary>One to a private path, with a key that is known: only those are counted in a window and processed.</summary>
    PrivateRequest,

    /// <summary>One that cancels something.</summary>
    Cancel,

    /// <summary>One that closes positions.</summary>
    Close,

    /// <summary>One that lists positions.</summary>
    Positions,

    /// <summary>One whose answer has a result for each of its items.</summary>
    Results,

    /// <summary>The request for a socket.</summary>
    Handshake,

    /// <summary>The sign-in on a socket.</summary>
    SignIn,

    /// <summary>A subscription on a socket.</summary>
    Subscription,

    /// <summary>Any message that the exchange sends on a socket.</summary>
    Message,

    /// <summary>One of them that tells of a change.</summary>
    Push,
}
