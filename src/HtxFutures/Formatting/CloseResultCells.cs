using System.ComponentModel;
using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>What the views show of a close's result, as text: hidden members, by type data.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CloseResultCells
{
    /// <summary>The outcome as a word, also where a file has left the number alone.</summary>
    public static string? Outcome(PSObject row) => OutcomeOf(row)?.ToString();

    /// <summary>Whether it is good, a warning or bad, for its colour.</summary>
    public static string? Tone(PSObject row) => OutcomeOf(row) is { } outcome ? OutcomeTone.Of(outcome) : null;

    /// <summary>How much was closed.</summary>
    public static string? ClosedVolume(PSObject row) => Cell.Number(row, nameof(HtxCloseResult.ClosedVolume));

    /// <summary>At which price.</summary>
    public static string? AveragePrice(PSObject row) => Cell.Number(row, nameof(HtxCloseResult.AveragePrice));

    /// <summary>How much stands.</summary>
    public static string? RemainingVolume(PSObject row) => Cell.Number(row, nameof(HtxCloseResult.RemainingVolume));

    /// <summary>How long it took.</summary>
    public static string? Took(PSObject row) => Cell.Duration(row, nameof(HtxCloseResult.Elapsed));

    /// <summary>When the exchange answered.</summary>
    public static string? ExchangeTime(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxCloseResult.ExchangeTime));

    private static CloseOutcome? OutcomeOf(PSObject row) =>
        Enum.TryParse(Cell.Text(row, nameof(HtxCloseResult.Outcome)), out CloseOutcome outcome) ? outcome : null;
}
