using System.ComponentModel;
using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>What the views show of an execution, as text: hidden members, by type data. Figures of tables fit their columns, those of lists are whole.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FillCells
{
    // The widths of columns in Views/HtxFill.Format.ps1xml.
    private const int VolumeWidth = 8;
    private const int PriceWidth = 12;
    private const int FeeWidth = 9;
    private const int ProfitWidth = 8;

    /// <summary>When it was executed.</summary>
    public static string? Time(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxFill.Time));

    /// <summary>The same for a table.</summary>
    public static string? TimeCell(PSObject row) => Cell.LocalDayAndTime(row, nameof(HtxFill.Time));

    /// <summary>Its price.</summary>
    public static string? Price(PSObject row) => Cell.Number(row, nameof(HtxFill.Price));

    /// <summary>The same for a table.</summary>
    public static string? PriceCell(PSObject row) => Cell.Number(row, nameof(HtxFill.Price), PriceWidth);

    /// <summary>Its size.</summary>
    public static string? Volume(PSObject row) => Cell.Number(row, nameof(HtxFill.Volume));

    /// <summary>The same for a table.</summary>
    public static string? VolumeCell(PSObject row) => Cell.Number(row, nameof(HtxFill.Volume), VolumeWidth);

    /// <summary>What it was worth.</summary>
    public static string? Turnover(PSObject row) => Cell.Number(row, nameof(HtxFill.Turnover));

    /// <summary>What it cost in fees.</summary>
    public static string? Fee(PSObject row) => Cell.Number(row, nameof(HtxFill.Fee));

    /// <summary>The same for a table.</summary>
    public static string? FeeCell(PSObject row) => Cell.Number(row, nameof(HtxFill.Fee), FeeWidth);

    /// <summary>What it has brought.</summary>
    public static string? Profit(PSObject row) => Cell.Number(row, nameof(HtxFill.Profit));

    /// <summary>The same for a table.</summary>
    public static string? ProfitCell(PSObject row) => Cell.Number(row, nameof(HtxFill.Profit), ProfitWidth);
}
