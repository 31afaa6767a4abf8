using System.Runtime.CompilerServices;

namespace HtxFutures.Rows;

/// <summary>
/// Copies of what is handed out as rows. Rows are no records, since a shell shows what those are made of: properties that
/// can be set, and a method of a strange name.
/// </summary>
internal static class Copy
{
    /// <summary>A copy that differs in something; the row itself stays as it is.</summary>
    /// <param name="row">The row.</param>
    /// <param name="differ">Makes the copy differ.</param>
    public static TRow With<TRow>(this TRow row, Action<TRow> differ)
        where TRow : class
    {
        var copy = (TRow)MemberwiseClone(row);
        differ(copy);
        return copy;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(MemberwiseClone))]
    private static extern object MemberwiseClone(object row);
}
