using System.ComponentModel;
using System.Management.Automation;
using HtxFutures.Positions;

namespace HtxFutures.Formatting;

/// <summary>What the views show of a position, as text: hidden members, by type data. Figures of tables fit their columns, those of lists are whole.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PositionCells
{
    // The widths of columns in Views/HtxPosition.Format.ps1xml.
    private const int VolumeWidth = 8;
    private const int MarkPriceWidth = 11;
    private const int EntryPriceWidth = 12;
    private const int ProfitWidth = 14;

    /// <summary>Long or Short, in both position modes; else what the exchange wrote.</summary>
    public static string? Side(PSObject row) =>
        PositionWays.Word(Cell.Enum<PositionSide>(row, nameof(HtxPosition.PositionSide)), Cell.Enum<OrderSide>(row, nameof(HtxPosition.Direction)))
            ?? Cell.Text(row, nameof(HtxPosition.RawPositionSide));

    /// <summary>How long ago it was opened.</summary>
    public static string? Age(PSObject row) => OrderText.Age(row);

    /// <summary>The same as a span of time.</summary>
    public static TimeSpan? AgeSpan(PSObject row) => OrderText.Span(row);

    /// <summary>Its size.</summary>
    public static string? Volume(PSObject row) => Cell.Number(row, nameof(HtxPosition.Volume));

    /// <summary>The same for a table.</summary>
    public static string? VolumeCell(PSObject row) => Cell.Number(row, nameof(HtxPosition.Volume), VolumeWidth);

    /// <summary>How much of it can be closed.</summary>
    public static string? Available(PSObject row) => Cell.Number(row, nameof(HtxPosition.Available));

    /// <summary>What it was opened at.</summary>
    public static string? EntryPrice(PSObject row) => Cell.Number(row, nameof(HtxPosition.EntryPrice));

    /// <summary>The same for a table.</summary>
    public static string? EntryPriceCell(PSObject row) => Cell.Number(row, nameof(HtxPosition.EntryPrice), EntryPriceWidth);

    /// <summary>What liquidation goes by.</summary>
    public static string? MarkPrice(PSObject row) => Cell.Number(row, nameof(HtxPosition.MarkPrice));

    /// <summary>The same for a table.</summary>
    public static string? MarkPriceCell(PSObject row) => Cell.Number(row, nameof(HtxPosition.MarkPrice), MarkPriceWidth);

    /// <summary>The last trade.</summary>
    public static string? LastPrice(PSObject row) => Cell.Number(row, nameof(HtxPosition.LastPrice));

    /// <summary>Where it is liquidated.</summary>
    public static string? LiquidationPrice(PSObject row) => Cell.Number(row, nameof(HtxPosition.LiquidationPrice));

    /// <summary>How far that is.</summary>
    public static string? Distance(PSObject row) => InvariantText.Share(Cell.Figure(row, nameof(HtxPosition.DistanceToLiquidation)));

    /// <summary>Whether that is near, for its colour.</summary>
    public static string? DistanceTone(PSObject row) => RiskTone.OfDistance(Cell.Figure(row, nameof(HtxPosition.DistanceToLiquidation)));

    /// <summary>What closing would bring.</summary>
    public static string? UnrealizedProfit(PSObject row) => Cell.Number(row, nameof(HtxPosition.UnrealizedProfit));

    /// <summary>The same for a table.</summary>
    public static string? UnrealizedProfitCell(PSObject row) => Cell.Number(row, nameof(HtxPosition.UnrealizedProfit), ProfitWidth);

    /// <summary>The same as a share of the margin.</summary>
    public static string? ProfitRate(PSObject row) => Cell.Number(row, nameof(HtxPosition.ProfitRate));

    /// <summary>What it holds.</summary>
    public static string? Margin(PSObject row) => Cell.Number(row, nameof(HtxPosition.Margin));

    /// <summary>What opening it takes.</summary>
    public static string? InitialMargin(PSObject row) => Cell.Number(row, nameof(HtxPosition.InitialMargin));

    /// <summary>What must be there.</summary>
    public static string? MaintenanceMargin(PSObject row) => Cell.Number(row, nameof(HtxPosition.MaintenanceMargin));

    /// <summary>What must be there over what is.</summary>
    public static string? MarginRate(PSObject row) => Cell.Number(row, nameof(HtxPosition.MarginRate));

    /// <summary>The same for a table.</summary>
    public static string? MarginRateCell(PSObject row) => InvariantText.Share(Cell.Figure(row, nameof(HtxPosition.MarginRate)));

    /// <summary>Whether that is high, for its colour.</summary>
    public static string? MarginRateTone(PSObject row)
    {
        decimal? rate = Cell.Figure(row, nameof(HtxPosition.MarginRate));
        return rate < 0 && Cell.Enum<MarginMode>(row, nameof(HtxPosition.MarginMode)) == MarginMode.Isolated ? RiskTone.Lost : RiskTone.OfMarginRate(rate);
    }

    /// <summary>When it was opened.</summary>
    public static string? CreatedAt(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxPosition.CreatedAt));

    /// <summary>When it last changed.</summary>
    public static string? UpdatedAt(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxPosition.UpdatedAt));
}
