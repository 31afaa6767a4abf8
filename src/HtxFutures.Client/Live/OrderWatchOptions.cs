namespace HtxFutures;

/// <summary>What to watch.</summary>
public sealed record OrderWatchOptions
{
    /// <summary>The contracts, in any case; null or empty for all.</summary>
    public IReadOnlyCollection<string>? ContractCodes { get; init; }

    /// <summary>For how long to watch, more than zero; null for without end.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Whether the orders that are open when it begins are brought first; false unless set.</summary>
    public bool IncludesOpen { get; init; }
}
