using System.ComponentModel;
using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>What the views show of a session, as text: hidden members, by type data.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SessionCells
{
    /// <summary>When it was opened.</summary>
    public static string? ConnectedAt(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxSession.ConnectedAt));
}
