namespace HtxFutures.HelpBuilder.Writing;

/// <summary>A table in columns. The last one takes what is left of the width, and is wrapped.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <param name="rows">The rows, the head first; all with the same number of cells.</param>
    /// <param name="width">The width of the whole.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        int[] columns = Columns(rows);
        int rest = LastWidth(rows, width);
        IEnumerable<IReadOnlyList<string>> all = [rows[0], [.. rows[0].Select(head => new string('-', head.Length))], .. rows.Skip(1)];
        return all.SelectMany(row => Row(row, columns, rest));
    }

    /// <summary>What is left for the last column.</summary>
    public static int LastWidth(IReadOnlyList<IReadOnlyList<string>> rows, int width) => width - Columns(rows).Sum(column => column + Gap.Length);

    private static int[] Columns(IReadOnlyList<IReadOnlyList<string>> rows) =>
        [.. Enumerable.Range(0, rows[0].Count - 1).Select(column => rows.Max(row => row[column].Length))];

    private static IEnumerable<string> Row(IReadOnlyList<string> row, int[] columns, int rest)
    {
        string start = string.Concat(columns.Select((column, index) => row[index].PadRight(column) + Gap));
        foreach (string line in TextWrap.Lines(row[^1], rest))
        {
            yield return start + line;
            start = new string(' ', start.Length);
        }
    }
}
