using System.ComponentModel;
using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>What the views show of a cancel's result, as text, and what the result keeps to itself: hidden members, by type data.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CancelResultCells
{
    /// <summary>The order as it was handed in or listed; null where nobody has shown it.</summary>
    public static object? Order(PSObject row) => (row.BaseObject as HtxCancelResult)?.Order;

    /// <summary>The id that it goes by.</summary>
    public static string? Id(PSObject row) =>
        Cell.Text(row, nameof(HtxCancelResult.OrderId)) is { Length: > 0 } id ? id : Cell.Text(row, nameof(HtxCancelResult.ClientOrderId));

    /// <summary>The outcome as a word, also where a file has left the number alone.</summary>
    public static string? Outcome(PSObject row) => OutcomeOf(row)?.ToString();

    /// <summary>Whether it is good, a warning or bad, for its colour.</summary>
    public static string? Tone(PSObject row) => OutcomeOf(row) is { } outcome ? OutcomeTone.Of(outcome) : null;

    /// <summary>Its limit price.</summary>
    public static string? Price(PSObject row) => Cell.Number(row, nameof(HtxCancelResult.Price));

    /// <summary>Its size.</summary>
    public static string? Volume(PSObject row) => Cell.Number(row, nameof(HtxCancelResult.Volume));

    /// <summary>How much of it was executed.</summary>
    public static string? FilledVolume(PSObject row) => Cell.Number(row, nameof(HtxCancelResult.FilledVolume));

    /// <summary>How long it took.</summary>
    public static string? Took(PSObject row) => Cell.Duration(row, nameof(HtxCancelResult.Elapsed));

    /// <summary>When the exchange answered.</summary>
    public static string? ExchangeTime(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxCancelResult.ExchangeTime));

    private static CancelOutcome? OutcomeOf(PSObject row) =>
        Enum.TryParse(Cell.Text(row, nameof(HtxCancelResult.Outcome)), out CancelOutcome outcome) ? outcome : null;
}
