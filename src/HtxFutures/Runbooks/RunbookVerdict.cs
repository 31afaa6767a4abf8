namespace HtxFutures.Runbooks;

/// <summary>How a runbook ended; the number is its exit code. 1 is PowerShell's own: it could not begin.</summary>
public enum RunbookVerdict
{
    /// <summary>It did what it is for, and has seen that it did.</summary>
    Proven = 0,

    /// <summary>It was called wrongly, and has done nothing.</summary>
    Arguments = 2,

    /// <summary>It got no key or no connection, and has done nothing.</summary>
    NoConnection = 3,

    /// <summary>Something that it was to stop is still there.</summary>
    Left = 4,

    /// <summary>What became of something could not be found out.</summary>
    Unknown = 5,
}
