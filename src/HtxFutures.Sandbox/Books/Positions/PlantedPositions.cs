using HtxFutures.Sandbox.Market;

namespace HtxFutures.Sandbox.Books.Positions;

/// <summary>Makes positions of what tests and samples say of them.</summary>
internal static class PlantedPositions
{
    public static BookedPosition Make(SandboxPositionTemplate template, SandboxPositionMode mode, decimal entry, DateTimeOffset now)
    {
        decimal initial = ContractTerms.Value(template.ContractCode, template.Volume, entry) / template.Leverage;
        return new BookedPosition(KeyOf(template, mode), IsLong(template), template.Leverage, template.CreatedAt ?? now)
        {
            Volume = template.Volume,
            EntryPrice = entry,
            Margin = template.MarginMode == "isolated" ? Figures.Cut(template.Margin ?? initial) : 0,
            AdlRisk = template.AdlRisk,
        };
    }

    public static PositionKey KeyOf(SandboxPositionTemplate template, SandboxPositionMode mode) => new(
        template.ContractCode, template.MarginMode, template.PositionSide ?? PositionKey.SideFor(mode, "both", IsLong(template), onlyCloses: false));

    private static bool IsLong(SandboxPositionTemplate template) =>
        template.Direction is null ? template.PositionSide != "short" : template.Direction == "buy";
}
