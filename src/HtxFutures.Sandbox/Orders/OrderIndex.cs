namespace HtxFutures.Sandbox.Orders;

/// <summary>Orders sorted by one of their ids; a walk from any id starts in logarithmic time.</summary>
internal sealed class OrderIndex(Func<BookedOrder, long> idOf)
{
    private readonly SortedSet<Entry> _entries = new(Comparer<Entry>.Create((left, right) => left.Id.CompareTo(right.Id)));

    public int Count => _entries.Count;

    public void Add(BookedOrder order) => _entries.Add(new Entry(idOf(order), order));

    public void Remove(BookedOrder order) => _entries.Remove(new Entry(idOf(order), order));

    public IEnumerable<BookedOrder> Walk(Cursor cursor)
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
            .Select(entry => entry.Order!);
    }

    private readonly record struct Entry(long Id, BookedOrder? Order = null);
}
