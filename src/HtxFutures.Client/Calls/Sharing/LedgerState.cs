namespace HtxFutures.Calls.Sharing;

/// <summary>
/// What all sharers of a request budget agree on. Moments are microseconds on the ledger's clock, which is the medium's less
/// what that has leapt ahead.
/// </summary>
internal sealed class LedgerState
{
    /// <summary>Its name, since it was begun or is known to have forgotten something.</summary>
    public required string Epoch { get; set; }

    /// <summary>How often it was changed.</summary>
    public long Version { get; set; }

    /// <summary>The moment of the last change.</summary>
    public long Now { get; set; }

    /// <summary>By how much its clock is behind the medium's.</summary>
    public long Behind { get; set; }

    /// <summary>Requests per window.</summary>
    public int Limit { get; set; }

    /// <summary>The length of a window, in microseconds.</summary>
    public long Interval { get; set; }

    /// <summary>Whether the exchange has told the two.</summary>
    public bool HasReading { get; set; }

    /// <summary>Until when nothing is granted, since a request exceeded the budget.</summary>
    public long RestUntil { get; set; }

    /// <summary>Until when nothing is granted, since the exchange's edge refuses a sharer.</summary>
    public long BlockUntil { get; set; }

    /// <summary>Until when nothing is granted, since there may be places that nobody has reported yet; zero where there never was a reason.</summary>
    public long CarefulUntil { get; set; }

    /// <summary>Requests of programs that do not share, at the least.</summary>
    public int Others { get; set; }

    /// <summary>Until when those count.</summary>
    public long OthersUntil { get; set; }

    /// <summary>The sharers, and those that are gone and have left something that counts.</summary>
    public List<LedgerMember> Members { get; } = [];
}
