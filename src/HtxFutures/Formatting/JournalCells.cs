using System.ComponentModel;
using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>What the views show of a row of the journal, as text: hidden members, by type data.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JournalCells
{
    /// <summary>When it was known, for tables.</summary>
    public static string? Time(PSObject row) => Cell.LocalDayAndTime(row, nameof(HtxJournalEntry.Time));

    /// <summary>The same to the millisecond and with its offset, for lists.</summary>
    public static string? TimeWithOffset(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxJournalEntry.Time));

    /// <summary>The limit price.</summary>
    public static string? Price(PSObject row) => Cell.Number(row, nameof(HtxJournalEntry.Price));

    /// <summary>The size.</summary>
    public static string? Volume(PSObject row) => Cell.Number(row, nameof(HtxJournalEntry.Volume));

    /// <summary>How much of it was executed.</summary>
    public static string? FilledVolume(PSObject row) => Cell.Number(row, nameof(HtxJournalEntry.FilledVolume));
}
