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

    /// <summary>When it was placed.</summary>
    public static string? CreatedAt(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxOrder.CreatedAt));

    /// <summary>When it last changed.</summary>
    public static string? UpdatedAt(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxOrder.UpdatedAt));
}
