namespace HtxFutures.Orders;

/// <summary>
/// Listings that are read one after the other, but begun ahead of time: while one is being used, the first pages of the
/// next ones are already on their way.
/// </summary>
internal static class EagerListing
{
    private const int BegunAhead = 4;

    /// <summary>Begins the listings, a few ahead of the one that is being read.</summary>
    /// <param name="listings">The listings; each is begun once.</param>
    /// <param name="cancellationToken">Gives up what was begun.</param>
    public static IEnumerable<IAsyncEnumerable<T>> BeginAhead<T>(IEnumerable<IAsyncEnumerable<T>> listings, CancellationToken cancellationToken)
    {
        var begun = new Queue<BegunListing<T>>();
        foreach (IAsyncEnumerable<T> listing in listings)
        {
            begun.Enqueue(new BegunListing<T>(listing, cancellationToken));
            if (begun.Count > BegunAhead)
            {
                yield return begun.Dequeue();
            }
        }

        while (begun.TryDequeue(out BegunListing<T>? next))
        {
            yield return next;
        }
    }

    /// <summary>A listing whose first page is on its way. It is read once.</summary>
    private sealed class BegunListing<T> : IAsyncEnumerable<T>, IAsyncEnumerator<T>
    {
        private readonly IAsyncEnumerator<T> _items;
        private Task<bool>? _first;

        public BegunListing(IAsyncEnumerable<T> listing, CancellationToken cancellationToken)
        {
            _items = listing.GetAsyncEnumerator(cancellationToken);
            _first = _items.MoveNextAsync().AsTask();
        }

        public T Current => _items.Current;

        public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync()
        {
            if (_first is { } first)
            {
                _first = null;
                return new ValueTask<bool>(first);
            }

            return _items.MoveNextAsync();
        }

        public ValueTask DisposeAsync() => _items.DisposeAsync();
    }
}
