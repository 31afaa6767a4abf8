using System.ComponentModel;
using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>
/// What the views show of an order, as text. Type data makes hidden members of these, so that no view runs a script that
/// calls a method: in ConstrainedLanguage those are refused, and their cells would stay empty.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OrderCells
{
    // The widths of columns in Views/HtxOrder.Format.ps1xml.
    private const int AveragePriceWidth = 10;
    private const int MoneyWidth = 9;
    private const int ChangeWidth = 28;
    private const int ChangeBesideAccount = 26;

    /// <summary>How long ago it was placed.</summary>
    public static string? Age(PSObject row) => OrderText.Age(row);

    /// <summary>The same as a span of time.</summary>
    public static TimeSpan? AgeSpan(PSObject row) => OrderText.Span(row);

    /// <summary>Its price.</summary>
    public static string? Price(PSObject row) => Cell.Number(row, nameof(HtxOrder.Price));

    /// <summary>Its size.</summary>
    public static string? Volume(PSObject row) => Cell.Number(row, nameof(HtxOrder.Volume));

    /// <summary>How much of it was executed.</summary>
    public static string? FilledVolume(PSObject row) => Cell.Number(row, nameof(HtxOrder.FilledVolume));

    /// <summary>At what price.</summary>
    public static string? AveragePrice(PSObject row) => Cell.Number(row, nameof(HtxOrder.AveragePrice));

    /// <summary>The same for a table.</summary>
    public static string? AveragePriceCell(PSObject row) => Cell.Number(row, nameof(HtxOrder.AveragePrice), AveragePriceWidth);

    /// <summary>What it cost in fees.</summary>
    public static string? Fee(PSObject row) => Cell.Number(row, nameof(HtxOrder.Fee));

    /// <summary>The same for a table.</summary>
    public static string? FeeCell(PSObject row) => Cell.Number(row, nameof(HtxOrder.Fee), MoneyWidth);

    /// <summary>What it has brought.</summary>
    public static string? Profit(PSObject row) => Cell.Number(row, nameof(HtxOrder.Profit));

    /// <summary>The same for a table.</summary>
    public static string? ProfitCell(PSObject row) => Cell.Number(row, nameof(HtxOrder.Profit), MoneyWidth);

    /// <summary>When it was placed, for a table of what is some days old.</summary>
    public static string? CreatedAtCell(PSObject row) => Cell.LocalDayAndTime(row, nameof(HtxOrder.CreatedAt));

    /// <summary>When it last changed, for a table of what changes now.</summary>
    public static string? UpdatedAtCell(PSObject row) => Cell.TimeOfToday(row, nameof(HtxOrder.UpdatedAt), OrderText.Now(row));

    /// <summary>What changed of it, in lines that fit its column: the exchange's reason is what would be cut off.</summary>
    public static string? Change(PSObject row) => WrappedText.Words(Cell.Text(row, nameof(HtxOrder.Change)), AccountColumn.IsOn(row) ? ChangeBesideAccount : ChangeWidth);

    /// <summary>When it was placed.</summary>
    public static string? CreatedAt(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxOrder.CreatedAt));

    /// <summary>When it last changed.</summary>
    public static string? UpdatedAt(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxOrder.UpdatedAt));
}
