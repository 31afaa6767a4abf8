using System.ComponentModel;
using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>What the views show of an algo order, as text: hidden members, by type data.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AlgoOrderCells
{
    // The widths of the column in Views/HtxAlgoOrder.Format.ps1xml, alone and beside that of the account.
    private const int DescriptionWidth = 38;
    private const int DescriptionBesideAccount = 32;

    /// <summary>What it will do, in lines that fit its column: a number that is cut in two is another one.</summary>
    public static string? Description(PSObject row) => WrappedText.Words(Cell.Text(row, nameof(HtxAlgoOrder.Description)), AccountColumn.IsOn(row) ? DescriptionBesideAccount : DescriptionWidth);

    /// <summary>How long ago it was placed.</summary>
    public static string? Age(PSObject row) => OrderText.Age(row);

    /// <summary>The same as a span of time.</summary>
    public static TimeSpan? AgeSpan(PSObject row) => OrderText.Span(row);

    /// <summary>Its size.</summary>
    public static string? Volume(PSObject row) => Cell.Number(row, nameof(HtxAlgoOrder.Volume));

    /// <summary>The price at which a trigger order fires.</summary>
    public static string? TriggerPrice(PSObject row) => Cell.Number(row, nameof(HtxAlgoOrder.TriggerPrice));

    /// <summary>The limit price of what it places.</summary>
    public static string? OrderPrice(PSObject row) => Cell.Number(row, nameof(HtxAlgoOrder.OrderPrice));

    /// <summary>The price at which the profit is taken.</summary>
    public static string? TakeProfitPrice(PSObject row) => Cell.Number(row, nameof(HtxAlgoOrder.TakeProfitPrice));

    /// <summary>The limit price of the order that takes it.</summary>
    public static string? TakeProfitOrderPrice(PSObject row) => Cell.Number(row, nameof(HtxAlgoOrder.TakeProfitOrderPrice));

    /// <summary>The price at which the loss is stopped.</summary>
    public static string? StopLossPrice(PSObject row) => Cell.Number(row, nameof(HtxAlgoOrder.StopLossPrice));

    /// <summary>The limit price of the order that stops it.</summary>
    public static string? StopLossOrderPrice(PSObject row) => Cell.Number(row, nameof(HtxAlgoOrder.StopLossOrderPrice));

    /// <summary>The price from which a trailing stop follows.</summary>
    public static string? ActivationPrice(PSObject row) => Cell.Number(row, nameof(HtxAlgoOrder.ActivationPrice));

    /// <summary>By which share the price must turn.</summary>
    public static string? CallbackRate(PSObject row) => Cell.Number(row, nameof(HtxAlgoOrder.CallbackRate));

    /// <summary>When it was placed.</summary>
    public static string? CreatedAt(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxAlgoOrder.CreatedAt));

    /// <summary>When it last changed.</summary>
    public static string? UpdatedAt(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxAlgoOrder.UpdatedAt));
}
