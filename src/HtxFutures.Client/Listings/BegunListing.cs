namespace HtxFutures.Listings;

/// <summary>A listing whose first page is on its way. It is read once.</summary>
internal sealed class BegunListing<T> : IAsyncEnumerable<T>, IAsyncEnumerator<T>
{
    private readonly CancellationTokenSource _end;
    private readonly IAsyncEnumerator<T> _items;
    private Task<bool>? _first;
    private bool _isTaken;

    /// <param name="listing">The listing, which is begun here.</param>
    /// <param name="cancellationToken">Gives it up.</param>
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
