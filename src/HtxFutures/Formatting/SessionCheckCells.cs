using System.ComponentModel;
using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>What the views show of a check, in lines that fit its table's columns: hidden members, by type data.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SessionCheckCells
{
    // Of the columns with a width in Views/HtxSessionCheck.Format.ps1xml, and the blanks before the two that share the rest.
    private const int Taken = 17 + 1 + 6 + 1 + 1;

    /// <summary>What was found.</summary>
    public static string? Value(PSObject row) => WrappedText.Words(Cell.Text(row, nameof(HtxSessionCheck.Value)), Width(row));

    /// <summary>What to do about it.</summary>
    public static string? Advice(PSObject row) => WrappedText.Words(Cell.Text(row, nameof(HtxSessionCheck.Advice)), Width(row));

    // The first of the two has the odd one; the narrower is what both fit.
    private static int Width(PSObject row) => (ConsoleWidth.Columns(row) - Taken) / 2;
}
