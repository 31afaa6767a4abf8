using System.ComponentModel;
using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>What the views show of the dead-man's switch, as text: hidden members, by type data.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AutoCancelCells
{
    /// <summary>When it triggers, for tables.</summary>
    public static string? TriggersAt(PSObject row) => Cell.LocalTime(row, nameof(HtxAutoCancel.TriggersAt));

    /// <summary>The same with its offset, for lists.</summary>
    public static string? TriggersAtWithOffset(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxAutoCancel.TriggersAt));

    /// <summary>When the exchange took the last setting.</summary>
    public static string? ExchangeTime(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxAutoCancel.ExchangeTime));
}
