namespace HtxFutures.Sandbox.Faults;

/// <summary>Where on a request's way a fault takes effect; in the order of that way.</summary>
internal enum FaultStage
{
    /// <summary>Something changes, and the request meets the change.</summary>
    World,

    /// <summary>The request does not reach the exchange.</summary>
    Edge,

    /// <summary>The exchange counts the request and refuses it.</summary>
    Desk,

    /// <summary>The exchange processes the request otherwise.</summary>
    Processing,

    /// <summary>The answer is lost.</summary>
    Loss,

    /// <summary>Another answer takes its place.</summary>
    Replacement,

    /// <summary>The results in the answer.</summary>
    Items,

    /// <summary>The headers that only the exchange sends.</summary>
    Headers,

    /// <summary>The body and what describes it.</summary>
    Body,

    /// <summary>The time it takes.</summary>
    Time,

    /// <summary>What goes on on a socket, which is no request at all.</summary>
    Socket,
}
