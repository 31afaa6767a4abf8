namespace HtxFutures.Positions;

/// <summary>The positions that are asked for, for messages.</summary>
/// <param name="ContractCode">Their contract; null for every one.</param>
internal sealed record PositionPage(string? ContractCode)
{
    /// <summary>Which ones.</summary>
    public override string ToString() => $"positions of {ContractCode ?? "every contract"}";
}
