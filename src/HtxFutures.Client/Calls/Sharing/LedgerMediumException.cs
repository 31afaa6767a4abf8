namespace HtxFutures.Calls.Sharing;

/// <summary>A ledger's medium failed. The message is for people, ends without a full stop, and holds no password.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="cause">What it comes from; null for nothing else.</param>
internal sealed class LedgerMediumException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What to do about it, in whole sentences; null for nothing in particular.</summary>
    public string? Advice { get; init; }
}
