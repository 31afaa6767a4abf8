namespace HtxFutures.Listings;

/// <summary>Listings that are being read at the same time, each a row ahead.</summary>
internal sealed class OpenListings<T> : IAsyncDisposable
{
    private readonly CancellationTokenSource _end;
    private readonly List<IAsyncEnumerator<T>> _open;
    private readonly List<Task<bool>> _moves;

    /// <param name="listings">The listings; each is begun here.</param>
    /// <param name="cancellationToken">Gives all of them up.</param>
    public OpenListings(IEnumerable<IAsyncEnumerable<T>> listings, CancellationToken cancellationToken)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _open = [.. listings.Select(listing => listing.GetAsyncEnumerator(_end.Token))];
        _moves = [.. _open.Select(rows => rows.MoveNextAsync().AsTask())];
    }

    /// <summary>How many there are that have not come to their end.</summary>
    public int Count => _open.Count;

    /// <summary>The next row of one, where <see cref="Move"/> has found one.</summary>
    public T this[int index] => _open[index].Current;

    /// <summary>What each is on its way to.</summary>
    public List<Task<bool>> Moves => _moves;

    /// <summary>Goes on with one whose row has been used.</summary>
    public void Move(int index) => _moves[index] = _open[index].MoveNextAsync().AsTask();

    /// <summary>Takes out one that has come to its end.</summary>
    public async ValueTask RemoveAsync(int index)
    {
        await _open[index].DisposeAsync().ConfigureAwait(false);
        _open.RemoveAt(index);
        _moves.RemoveAt(index);
    }

    public async ValueTask DisposeAsync()
    {
        // An enumerator may not be disposed while it is on its way.
        _end.Cancel();
        await ((Task)Task.WhenAll(_moves)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (IAsyncEnumerator<T> rows in _open)
        {
            await rows.DisposeAsync().ConfigureAwait(false);
        }

        _end.Dispose();
    }
}
