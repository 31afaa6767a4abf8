namespace HtxFutures;

/// <summary>Which positions to list. What is null does not restrict; what is unknown of a position matches no restriction on it.</summary>
public sealed record OpenPositionsQuery
{
    /// <summary>The contract, in any case.</summary>
    public string? ContractCode { get; init; }

    /// <summary>Long or short (hedge mode), or both (one-way mode).</summary>
    public PositionSide? PositionSide { get; init; }

    /// <summary>Cross or isolated.</summary>
    public MarginMode? MarginMode { get; init; }

    /// <summary>Whether a position is one of them.</summary>
    internal bool Includes(HtxPosition position) =>
        (ContractCode is not { } contract || position.ContractCode.Equals(contract, StringComparison.OrdinalIgnoreCase))
        && (PositionSide is not { } side || position.PositionSide == side)
        && (MarginMode is not { } mode || position.MarginMode == mode);
}
