using System.Reflection;

namespace HtxFutures.Rows;

/// <summary>
/// Copies of what is handed out as rows. Rows are no records, since a shell shows what those are made of: properties that
/// can be set, and a method of a strange name.
/// </summary>
internal static class Copy
{
    private static readonly Func<object, object> s_copy =
        typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    /// <summary>A copy that differs in something; the row itself stays as it is.</summary>
    /// <param name="row">The row.</param>
    /// <param name="differ">Makes the copy differ.</param>
    public static TRow With<TRow>(this TRow row, Action<TRow> differ)
        where TRow : class
    {
        var copy = (TRow)s_copy(row);
        differ(copy);
        return copy;
    }
}
