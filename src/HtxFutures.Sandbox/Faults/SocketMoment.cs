namespace HtxFutures.Sandbox.Faults;

/// <summary>What goes on on a socket when a fault may strike.</summary>
internal enum SocketMoment
{
    /// <summary>It is asked for.</summary>
    Handshake,

    /// <summary>A client signs in.</summary>
    SignIn,

    /// <summary>A client subscribes.</summary>
    Subscription,

    /// <summary>The exchange sends a message that tells of no change.</summary>
    Message,

    /// <summary>The exchange tells of a change.</summary>
    Push,
}
