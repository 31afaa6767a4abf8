using System.Collections.Concurrent;
using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>
/// Has the views show the account of rows that come among those of several. Which view a table is, PowerShell decides by
/// the names of a row's type: so such a row has one more.
/// </summary>
internal static class AccountColumn
{
    /// <summary>What the name ends with that such a row has more.</summary>
    public const string Mark = "#Accounts";

    // Rows come in thousands, and are of a few types.
    private static readonly ConcurrentDictionary<string, string> s_marked = new();

    /// <summary>A row that its views show with its account.</summary>
    public static object? Add(object? row)
    {
        if (row is null || PSObject.AsPSObject(row) is not { BaseObject: { } bare } shown || bare.GetType() is not { Namespace: nameof(HtxFutures) })
        {
            return row;
        }

        if (!IsOn(shown))
        {
            shown.TypeNames.Insert(0, s_marked.GetOrAdd(shown.TypeNames[0], static name => name + Mark));
        }

        return shown;
    }

    /// <summary>Whether something is such a row.</summary>
    public static bool IsOn(object row) => PSObject.AsPSObject(row) is { } shown && shown.TypeNames.Count > 0 && shown.TypeNames[0].EndsWith(Mark, StringComparison.Ordinal);
}
