namespace HtxFutures;

/// <summary>Which open orders to list. What is null does not restrict.</summary>
public sealed record OpenOrdersQuery
{
    /// <summary>The contract, in any case.</summary>
    public string? ContractCode { get; init; }

    /// <summary>Cross or isolated.</summary>
    public MarginMode? MarginMode { get; init; }

    /// <summary>Whether each page is asked for while the one before is being used; not where somebody may stop before the end.</summary>
    public bool ReadsAhead { get; init; } = true;
}
