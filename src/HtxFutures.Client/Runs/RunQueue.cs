using HtxFutures.Time;

namespace HtxFutures.Runs;

/// <summary>
/// The items that may travel together, and wait to be sent. They leave by tickets: each waits for its place in the
/// budget, and takes what is there when its turn has come, up to a request's worth. So items that arrive while the
/// budget is spent fill the requests that are waiting for it.
/// </summary>
/// <param name="largestBatch">Items that fit in one request.</param>
/// <param name="linger">How long a first item waits for company.</param>
/// <param name="time">The clock.</param>
internal sealed class RunQueue<TItem>(int largestBatch, TimeSpan linger, TimeProvider time)
{
    private readonly object _gate = new();
    private readonly Queue<TItem> _items = new();
    private int _tickets;
    private bool _lingering;

    private int Uncovered => _items.Count - (_tickets * largestBatch);

    /// <summary>Puts an item at the end.</summary>
    /// <param name="item">The item.</param>
    /// <param name="stop">Ends the lingering; what lingers is then not sent.</param>
    /// <returns>Whether a ticket is to be given out now, that is after the lingering; other tickets cover the item where not.</returns>
    public Task<bool> AddAsync(TItem item, CancellationToken stop)
    {
        lock (_gate)
        {
            _items.Enqueue(item);
            int uncovered = Uncovered;
            if (uncovered >= largestBatch)
            {
                _tickets++;
                return Task.FromResult(true);
            }

            if (uncovered <= 0 || _lingering)
            {
                return Task.FromResult(false);
            }

            _lingering = true;
        }

        return LingerAsync(stop);
    }

    /// <summary>Waits for company no longer.</summary>
    /// <returns>Whether a ticket is to be given out for what waited.</returns>
    public bool Flush()
    {
        lock (_gate)
        {
            if (Uncovered <= 0)
            {
                return false;
            }

            _tickets++;
            return true;
        }
    }

    /// <summary>Takes out what a ticket is good for.</summary>
    public List<TItem> Take()
    {
        lock (_gate)
        {
            _tickets--;
            var taken = new List<TItem>(largestBatch);
            while (taken.Count < largestBatch && _items.TryDequeue(out TItem? item))
            {
                taken.Add(item);
            }

            return taken;
        }
    }

    private async Task<bool> LingerAsync(CancellationToken stop)
    {
        await Pause.ForAsync(linger, time, stop).ConfigureAwait(false);
        lock (_gate)
        {
            _lingering = false;
        }

        return Flush();
    }
}
