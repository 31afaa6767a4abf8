using HtxFutures.Time;

namespace HtxFutures.Orders.Stopping;

/// <summary>
/// The orders of one contract that wait to be sent. They leave by tickets: each ticket waits for its place in the
/// budget, and takes what is there when its turn has come, up to ten orders. So orders that arrive while the budget is
/// spent fill the requests that are waiting for it.
/// </summary>
/// <param name="linger">How long a first order waits for company.</param>
/// <param name="time">The clock.</param>
/// <param name="send">Sends what the function it is given takes; called outside the gate.</param>
internal sealed class CancelQueue(TimeSpan linger, TimeProvider time, Func<Func<IReadOnlyList<CancelTask>>, Task> send)
{
    private readonly object _gate = new();
    private readonly Queue<CancelTask> _tasks = new();
    private int _tickets;
    private bool _lingering;

    /// <summary>Puts an order at the end.</summary>
    /// <returns>The work that this sets going; completed where other work covers it.</returns>
    /// <param name="task">The order.</param>
    /// <param name="stop">Ends the lingering; what lingers is then not sent.</param>
    public Task AddAsync(CancelTask task, CancellationToken stop)
    {
        lock (_gate)
        {
            _tasks.Enqueue(task);
            int uncovered = Uncovered;
            if (uncovered >= CancelSender.LargestBatch)
            {
                _tickets++;
            }
            else if (uncovered > 0 && !_lingering)
            {
                _lingering = true;
                return LingerAsync(stop);
            }
            else
            {
                return Task.CompletedTask;
            }
        }

        return send(Take);
    }

    /// <summary>Sends what lingers, without waiting for company any longer.</summary>
    public Task FlushAsync()
    {
        lock (_gate)
        {
            if (Uncovered <= 0)
            {
                return Task.CompletedTask;
            }

            _tickets++;
        }

        return send(Take);
    }

    private int Uncovered => _tasks.Count - (_tickets * CancelSender.LargestBatch);

    private async Task LingerAsync(CancellationToken stop)
    {
        await Pause.ForAsync(linger, time, stop).ConfigureAwait(false);
        lock (_gate)
        {
            _lingering = false;
        }

        await FlushAsync().ConfigureAwait(false);
    }

    private List<CancelTask> Take()
    {
        lock (_gate)
        {
            _tickets--;
            var taken = new List<CancelTask>(CancelSender.LargestBatch);
            while (taken.Count < CancelSender.LargestBatch && _tasks.TryDequeue(out CancelTask? task))
            {
                taken.Add(task);
            }

            return taken;
        }
    }
}
