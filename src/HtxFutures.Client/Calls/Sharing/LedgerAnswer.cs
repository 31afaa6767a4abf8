namespace HtxFutures.Calls.Sharing;

/// <summary>What the ledger answers a sharer.</summary>
internal sealed record LedgerAnswer
{
    /// <summary>Where the ledger stands now.</summary>
    public required LedgerMark Mark { get; init; }

    /// <summary>Places that may be used now.</summary>
    public int Granted { get; init; }

    /// <summary>When to ask again, for who still waits.</summary>
    public TimeSpan AskIn { get; init; }

    /// <summary>Requests per window.</summary>
    public int Limit { get; init; }

    /// <summary>The length of a window.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>Whether the exchange has told the two.</summary>
    public bool HasReading { get; init; }

    /// <summary>Places that nobody holds, after this grant.</summary>
    public int Free { get; init; }

    /// <summary>Who shares, this one among them.</summary>
    public int Sharers { get; init; }

    /// <summary>Whether somebody else waits for places.</summary>
    public bool OthersWait { get; init; }

    /// <summary>How long nothing may be sent yet, since a request exceeded the budget.</summary>
    public TimeSpan Rest { get; init; }

    /// <summary>How long nothing may be sent yet, since the exchange's edge refuses one of the sharers.</summary>
    public TimeSpan Block { get; init; }

    /// <summary>How long the ledger grants nothing yet, since it may not know of all places.</summary>
    public TimeSpan Careful { get; init; }

    /// <summary>Whether it knows less than it had answered this sharer.</summary>
    public bool HasForgotten { get; init; }
}
