namespace HtxFutures;

/// <summary>Which open orders to list. What is null does not restrict.</summary>
public sealed record OpenOrdersQuery
{
    /// <summary>The contract, in any case.</summary>
    public string? ContractCode { get; init; }

    /// <summary>Cross or isolated.</summary>
    public MarginMode? MarginMode { get; init; }
}
