namespace HtxFutures.Sandbox.Books;

/// <summary>Things sorted by one of their ids; a walk from any id starts in logarithmic time.</summary>
internal sealed class BookIndex<T>(Func<T, long> idOf)
    where T : class
{
    private readonly SortedSet<Entry> _entries = new(Comparer<Entry>.Create((left, right) => left.Id.CompareTo(right.Id)));

    public int Count => _entries.Count;

    public void Add(T thing) => _entries.Add(new Entry(idOf(thing), thing));

    public void Remove(T thing) => _entries.Remove(new Entry(idOf(thing), thing));

    public IEnumerable<T> Walk(Cursor cursor)
    {
        IEnumerable<Entry> entries = cursor switch
        {
            { From: 0, Descending: false } => _entries,
            { From: 0 } => _entries.Reverse(),
            { Descending: false } => _entries.GetViewBetween(new Entry(cursor.From), new Entry(long.MaxValue)),
            _ => _entries.GetViewBetween(new Entry(0), new Entry(cursor.From)).Reverse(),
        };
        return entries
            .Where(entry => cursor.Inclusive || entry.Id != cursor.From)
            .Select(entry => entry.Thing!);
    }

    private readonly record struct Entry(long Id, T? Thing = null);
}
