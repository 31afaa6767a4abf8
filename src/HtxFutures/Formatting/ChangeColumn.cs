using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>
/// Has the views show what changed of an order that was watched. Which view a table is, PowerShell decides by the names of
/// a row's type: so such a row has one more.
/// </summary>
internal static class ChangeColumn
{
    private const string Mark = "#Changes";

    /// <summary>An order that its views show with what changed.</summary>
    /// <param name="order">The order.</param>
    /// <param name="amongOthers">Whether there are orders of other accounts beside it.</param>
    public static PSObject Add(HtxOrder order, bool amongOthers)
    {
        var row = new PSObject(order);
        row.TypeNames.Insert(0, $"{typeof(HtxOrder).FullName}{Mark}{(amongOthers ? AccountColumn.Mark : "")}");
        return row;
    }
}
