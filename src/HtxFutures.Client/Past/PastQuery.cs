namespace HtxFutures;

/// <summary>Which things that are over to list.</summary>
public abstract record PastQuery
{
    /// <summary>The contracts, one or more, each by its whole code in any case: the exchange wants exact ones (desk facts 4.2).</summary>
    public IReadOnlyCollection<string> ContractCodes { get; init; } = [];

    /// <summary>Cross or isolated; null for both.</summary>
    public MarginMode? MarginMode { get; init; }

    /// <summary>From when on; null for the last 48 hours before the end.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Until when; null for now.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether each page is asked for while the one before is being used; not where somebody may stop before the end.</summary>
    public bool ReadsAhead { get; init; } = true;
}
