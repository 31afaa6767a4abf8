namespace HtxFutures.Running.Messages;

/// <summary>The stream that a message of a request belongs to.</summary>
internal enum RequestMessageKind
{
    /// <summary>What the user can mend.</summary>
    Warning,

    /// <summary>One for each request.</summary>
    Verbose,

    /// <summary>Attempts, waits, and why something is sent again.</summary>
    Debug,
}
