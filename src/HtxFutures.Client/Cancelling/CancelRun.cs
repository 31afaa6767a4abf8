using System.Threading.Channels;
using HtxFutures.Cancelling;
using HtxFutures.Time;

namespace HtxFutures;

/// <summary>
/// A stream of orders on their way to being cancelled: orders go in one by one, are sent in the background, up to ten
/// of a contract in a request, and come out as exactly one result each, as soon as it is known.
/// </summary>
/// <remarks>
/// One thread puts in and takes out. Dispose it in any case: what went in and was not taken out is sent all the same,
/// unless <see cref="Abandon"/> was called. Once a result shows a failure that would meet every order (see
/// <see cref="HtxException.EndsRun"/>), nothing more is sent, and what was not sent comes out as rejected.
/// </remarks>
public sealed class CancelRun : IAsyncDisposable
{
    // A hundred requests' worth. It bounds what is held, and how long a disposal can take.
    private const int MostUnanswered = 1000;

    private readonly object _gate = new();

#pragma warning disable CA2213 // not disposed: they hold no timer and no handle, and a run may be abandoned when it has just ended
    private readonly CancellationTokenSource _abandoned = new();
    private readonly CancellationTokenSource _unwatched;
#pragma warning restore CA2213
    private readonly CancelSender _sender;
    private readonly OrderWatch? _watch;
    private readonly TimeProvider _time;
    private readonly HtxEndpoint _endpoint;
    private readonly TimeSpan _linger;
    private readonly Channel<HtxCancelResult> _results;
    private readonly TaskCompletionSource _idle;
    private readonly Dictionary<(string ContractCode, string IdParameter), CancelQueue> _queues = [];
    private readonly Dictionary<OrderReference, int> _unanswered = [];
    private HtxException? _end;
    private int _working = 1; // the one who puts in
    private bool _completed;

    internal CancelRun(CancelSender sender, FinalOrderSearch search, CancelRunOptions options, TimeProvider time, HtxEndpoint endpoint)
    {
        _unwatched = CancellationTokenSource.CreateLinkedTokenSource(_abandoned.Token);
        _sender = sender;
        _time = time;
        _endpoint = endpoint;
        _linger = options.Linger;
        _watch = options.WaitTimeout is { } timeout ? new OrderWatch(search, timeout, Publish, time) : null;
        _results = Channel.CreateUnbounded<HtxCancelResult>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = !Pause.IsReal(time) });
        _idle = new TaskCompletionSource(Pause.Continuations(time));
    }

    /// <summary>Orders that went in.</summary>
    public int Posted { get; private set; }

    /// <summary>Orders whose cancel was answered.</summary>
    public int Answered { get; private set; }

    /// <summary>Orders whose result is known.</summary>
    public int Settled { get; private set; }

    /// <summary>Puts an order in.</summary>
    /// <param name="order">Which one. Given again while it is under way, it is sent once and answered twice.</param>
    /// <param name="shown">The order as somebody has seen it, for its result; null where nobody has.</param>
    /// <returns>False where too many are under way: read results, then put it in again.</returns>
    /// <exception cref="InvalidOperationException">The run was completed.</exception>
    public bool TryPost(OrderReference order, HtxOrder? shown = null)
    {
        ArgumentNullException.ThrowIfNull(order);
        CancelQueue queue;
        lock (_gate)
        {
            if (_completed)
            {
                throw new InvalidOperationException("This run of cancels was completed; begin another one.");
            }

            if (_unanswered.TryGetValue(order, out int times))
            {
                _unanswered[order] = times + 1;
                Posted++;
                return true;
            }

            if (_unanswered.Count >= MostUnanswered)
            {
                return false;
            }

            _unanswered.Add(order, 1);
            Posted++;
            queue = QueueFor(order);
        }

        Track(queue.AddAsync(new CancelTask(order, _time.GetTimestamp(), shown), _abandoned.Token));
        return true;
    }

    /// <summary>Takes a result out, if one is there.</summary>
    public bool TryRead(out HtxCancelResult result) => _results.Reader.TryRead(out result!);

    /// <summary>Waits for a result.</summary>
    /// <returns>False when there will be none any more: the run is completed and all came out, or it was abandoned.</returns>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => _results.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>No more orders go in. What waits for company is sent at once.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            if (_completed)
            {
                return;
            }

            _completed = true;
        }

        foreach (CancelQueue queue in _queues.Values)
        {
            Track(queue.FlushAsync());
        }

        Leave();
    }

    /// <summary>Sends nothing any more, and stops waiting for answers; results that are not known yet do not come out.</summary>
    public void Abandon() => _abandoned.Cancel();

    /// <summary>Ends the run: waits until what was put in has been sent and answered, not until it is final; after <see cref="Abandon"/>, for nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        _unwatched.Cancel();
        Complete();
        await _idle.Task.ConfigureAwait(false);
    }

    private CancelQueue QueueFor(OrderReference order)
    {
        (string, string) key = (order.ContractCode, order.IdParameter);
        if (!_queues.TryGetValue(key, out CancelQueue? queue))
        {
            queue = new CancelQueue(_linger, _time, take => _sender.SendAsync(() => UnlessEnded(take()), Report, _abandoned.Token));
            _queues.Add(key, queue);
        }

        return queue;
    }

    private IReadOnlyList<CancelTask> UnlessEnded(IReadOnlyList<CancelTask> tasks)
    {
        HtxException? end;
        lock (_gate)
        {
            end = _end;
        }

        if (end is null)
        {
            return tasks;
        }

        foreach (CancelTask task in tasks)
        {
            Report(task, task.ToResult(Verdict.Refused(end) with { Message = $"Not sent: {end.Message}" }, _time.GetElapsedTime(task.Started)));
        }

        return [];
    }

    private void Report(CancelTask task, HtxCancelResult result)
    {
        int times;
        lock (_gate)
        {
            _unanswered.Remove(task.Order, out times);
            Answered += times;
            _end ??= result.Failure is { EndsRun: true } failure ? failure : null;
        }

        for (int i = 0; i < times; i++)
        {
            bool begins = false;
            if (_watch is null || !_watch.TryAdd(result, out begins))
            {
                Publish(result);
            }

            if (begins)
            {
                Track(_watch!.RunAsync(_unwatched.Token));
            }
        }
    }

    private void Publish(HtxCancelResult result)
    {
        lock (_gate)
        {
            Settled++;
        }

        _results.Writer.TryWrite(result);
        HtxTelemetry.Count(result, _endpoint);
    }

    private void Track(Task work)
    {
        if (!work.IsCompletedSuccessfully)
        {
            lock (_gate)
            {
                _working++;
            }

            _ = FollowAsync(work);
        }
    }

    private async Task FollowAsync(Task work)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_unwatched.IsCancellationRequested)
        {
            // Given up, as was asked for.
        }
        catch (Exception defect)
        {
            // Who reads must hear of it, or would wait for ever.
            _results.Writer.TryComplete(defect);
        }
        finally
        {
            Leave();
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_working > 0)
            {
                return;
            }
        }

        _results.Writer.TryComplete();
        _idle.TrySetResult();
    }
}
