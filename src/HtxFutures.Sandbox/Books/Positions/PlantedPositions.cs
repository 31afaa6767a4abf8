using HtxFutures.Sandbox.Market;

namespace HtxFutures.Sandbox.Books.Positions;

/// <summary>Makes positions of what tests and samples say of them.</summary>
internal static class PlantedPositions
{
    public static BookedPosition Make(SandboxPositionTemplate template, SandboxPositionMode mode, decimal entry, DateTimeOffset now)
    {
        bool isLong = template.Direction is null ? template.PositionSide != "short" : template.Direction == "buy";
        string side = template.PositionSide ?? (mode == SandboxPositionMode.SingleSide ? "both" : isLong ? "long" : "short");
        decimal initial = ContractTerms.Value(template.ContractCode, template.Volume, entry) / template.Leverage;
        return new BookedPosition(new PositionKey(template.ContractCode, template.MarginMode, side), isLong, template.Leverage, template.CreatedAt ?? now)
        {
            Volume = template.Volume,
            EntryPrice = entry,
            Margin = template.MarginMode == "isolated" ? Figures.Cut(template.Margin ?? initial) : 0,
            AdlRisk = template.AdlRisk,
        };
    }
}
