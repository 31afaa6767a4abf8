using System.ComponentModel;
using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>What the views show of a check, in lines that fit its table's columns: hidden members, by type data.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SessionCheckCells
{
    // The widths of the columns in Views/HtxSessionCheck.Format.ps1xml.
    private const int ValueWidth = 25;
    private const int AdviceWidth = 28;

    /// <summary>What was found.</summary>
    public static string? Value(PSObject row) => WrappedText.Words(Cell.Text(row, nameof(HtxSessionCheck.Value)), ValueWidth);

    /// <summary>What to do about it.</summary>
    public static string? Advice(PSObject row) => WrappedText.Words(Cell.Text(row, nameof(HtxSessionCheck.Advice)), AdviceWidth);
}
