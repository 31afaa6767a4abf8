namespace HtxFutures;

/// <summary>Which active algo orders to list. What is null does not restrict.</summary>
public sealed record ActiveAlgoOrdersQuery
{
    /// <summary>The contract, in any case.</summary>
    public string? ContractCode { get; init; }

    /// <summary>Cross or isolated.</summary>
    public MarginMode? MarginMode { get; init; }

    /// <summary>Of which type.</summary>
    public AlgoOrderType? Type { get; init; }
}
