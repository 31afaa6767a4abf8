using System.ComponentModel;
using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>What the views show of a request budget, as text: hidden members, by type data.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RequestBudgetCells
{
    /// <summary>When the next place is free, for tables.</summary>
    public static string? ResetsAt(PSObject row) => Cell.TimeOfDay(row, nameof(HtxRequestBudget.ResetsAt));

    /// <summary>The same with day and offset, for lists.</summary>
    public static string? ResetsAtWithOffset(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxRequestBudget.ResetsAt));
}
