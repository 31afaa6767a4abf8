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
    /// <returns>The listings; those that nobody comes to read are given up when the reader leaves.</returns>
    public static IEnumerable<IAsyncEnumerable<T>> BeginAhead<T>(IEnumerable<IAsyncEnumerable<T>> listings, CancellationToken cancellationToken)
    {
        var begun = new Queue<BegunListing<T>>();
        try
        {
            foreach (IAsyncEnumerable<T> listing in listings)
            {
                begun.Enqueue(new BegunListing<T>(listing, cancellationToken));
                if (begun.Count > BegunAhead)
                {
                    yield return begun.Peek();
                    begun.Dequeue();
                }
            }

            while (begun.TryPeek(out BegunListing<T>? next))
            {
                yield return next;
                begun.Dequeue();
            }
        }
        finally
        {
            foreach (BegunListing<T> listing in begun)
            {
                listing.GiveUp();
            }
        }
    }

    /// <summary>A listing whose first page is on its way. It is read once.</summary>
    private sealed class BegunListing<T> : IAsyncEnumerable<T>, IAsyncEnumerator<T>
    {
        private readonly CancellationTokenSource _end;
        private readonly IAsyncEnumerator<T> _items;
        private Task<bool>? _first;
        private bool _isTaken;

        public BegunListing(IAsyncEnumerable<T> listing, CancellationToken cancellationToken)
        {
            _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _items = listing.GetAsyncEnumerator(_end.Token);
            _first = _items.MoveNextAsync().AsTask();
        }

        public T Current => _items.Current;

        public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            _isTaken = true;
            return this;
        }

        public ValueTask<bool> MoveNextAsync()
        {
            if (_first is { } first)
            {
                _first = null;
                return new ValueTask<bool>(first);
            }

            return _items.MoveNextAsync();
        }

        public async ValueTask DisposeAsync()
        {
            // An enumerator may not be disposed while it is on its way.
            if (_first is { } first)
            {
                _end.Cancel();
                await ((Task)first).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await _items.DisposeAsync().ConfigureAwait(false);
            _end.Dispose();
        }

        /// <summary>Ends it, unless somebody reads it and will do so. What it meets on the way concerns nobody any more.</summary>
        public void GiveUp()
        {
            if (!_isTaken)
            {
                _ = EndAsync();
            }
        }

        private async Task EndAsync() => await DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
