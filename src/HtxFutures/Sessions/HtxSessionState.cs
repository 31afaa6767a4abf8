namespace HtxFutures;

/// <summary>Whether a session can be used.</summary>
public enum HtxSessionState
{
    /// <summary>It can.</summary>
    Open,

    /// <summary>It was disconnected, and its secret is wiped.</summary>
    Closed,
}
