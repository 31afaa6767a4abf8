using System.Threading.Channels;
using HtxFutures.Orders.Stopping;
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
    private readonly CancelSettlement _settlement;
    private readonly OrderWatch? _watch;
    private readonly TimeProvider _time;
    private readonly HtxEndpoint _endpoint;
    private readonly TimeSpan _linger;
    private readonly Channel<HtxCancelResult> _results;
    private readonly TaskCompletionSource _idle;
    private readonly Dictionary<(string ContractCode, string IdParameter), CancelQueue> _queues = [];

    // By what is sent of them: the same order may be given with its client's id and without.
    private readonly Dictionary<(string ContractCode, string IdParameter, string Id), CancelTask> _underWay = [];
    private TaskCompletionSource? _room;
    private int _unanswered;
    private HtxException? _end;
    private Exception? _defect;
    private int _working = 1; // the one who puts in
    private bool _completed;

    internal CancelRun(CancelSender sender, CancelSettlement settlement, OrderWatch? watch, CancelRunOptions options, TimeProvider time, HtxEndpoint endpoint)
    {
        _settlement = settlement;
        _watch = watch;
        _unwatched = CancellationTokenSource.CreateLinkedTokenSource(_abandoned.Token);
        _sender = sender;
        _time = time;
        _endpoint = endpoint;
        _linger = options.Linger;
        _results = Channel.CreateUnbounded<HtxCancelResult>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = !Pause.IsReal(time) });
        _idle = new TaskCompletionSource(Pause.Continuations(time));
    }

    /// <summary>Orders that went in.</summary>
    public int Posted { get; private set; }

    /// <summary>Orders, each counted once, whose cancel has not left yet.</summary>
    public int Unsent { get; private set; }

    /// <summary>Orders whose cancel was answered.</summary>
    public int Answered { get; private set; }

    /// <summary>Orders whose result is known.</summary>
    public int Settled { get; private set; }

    /// <summary>Puts an order in.</summary>
    /// <param name="order">Which one. Given again while it is under way, it is sent once and answered twice.</param>
    /// <param name="shown">The order as somebody has seen it, for its result; null where nobody has.</param>
    /// <returns>False where the answers to too many are missing: wait with <see cref="WaitToPostAsync"/>, then put it in again.</returns>
    /// <exception cref="InvalidOperationException">The run was completed.</exception>
    public bool TryPost(OrderReference order, HtxOrder? shown = null)
    {
        ArgumentNullException.ThrowIfNull(order);
        (string, string, string) key = (order.ContractCode, order.IdParameter, order.Id);
        CancelTask? task;
        CancelQueue queue;
        lock (_gate)
        {
            if (_completed)
            {
                throw new InvalidOperationException("This run of cancels was completed; begin another one.");
            }

            if (shown is { IsFinal: true })
            {
                // A final state never goes back, so there is nothing to send.
                Posted++;
                Answered++;
                task = new CancelTask(order, _time.GetTimestamp(), shown);
                Publish(task, _settlement.Result(task, CancelVerdicts.Final(task, shown)));
                return true;
            }

            if (_underWay.TryGetValue(key, out task))
            {
                task.GivenAgain.Add((order, shown));
                Posted++;
                Answered += task.IsAnswered ? 1 : 0;
                return true;
            }

            if (_unanswered >= MostUnanswered)
            {
                return false;
            }

            task = new CancelTask(order, _time.GetTimestamp(), shown);
            _underWay.Add(key, task);
            _unanswered++;
            Posted++;
            Unsent++;
            queue = QueueFor(order);
        }

        Track(queue.AddAsync(task, _abandoned.Token));
        return true;
    }

    /// <summary>Waits until an answer has made room for another order; what is only being watched or looked up takes none.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up, or the run was abandoned.</exception>
    public async Task WaitToPostAsync(CancellationToken cancellationToken = default)
    {
        TaskCompletionSource room;
        lock (_gate)
        {
            if (_unanswered < MostUnanswered && _defect is null)
            {
                return;
            }

            room = _room ??= new TaskCompletionSource(Pause.Continuations(_time));
            if (_defect is { } defect)
            {
                room.TrySetException(defect);
            }
        }

        using CancellationTokenRegistration givenUp = cancellationToken.UnsafeRegister(_ => room.TrySetCanceled(cancellationToken), null);
        using CancellationTokenRegistration abandoned = _abandoned.Token.UnsafeRegister(_ => room.TrySetCanceled(_abandoned.Token), null);
        await room.Task.ConfigureAwait(false);
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
            queue = new CancelQueue(_linger, _time, take => _sender.SendAsync(() => UnlessEnded(take()), Judged, _abandoned.Token));
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
            Unsent -= tasks.Count;
        }

        if (end is null)
        {
            return tasks;
        }

        foreach (CancelTask task in tasks)
        {
            Judged(task, new Judgement(Verdict.Refused(end) with { Message = $"Not sent: {end.Message}" }));
        }

        return [];
    }

    /// <summary>Takes note that nothing more is sent for an order. What is left to be found out holds up no other.</summary>
    private void Judged(CancelTask task, Judgement judgement)
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            task.IsAnswered = true;
            Answered += 1 + task.GivenAgain.Count;
            _unanswered--;
            room = _room;
            _room = null;
        }

        room?.TrySetResult();
        if (judgement.Known is { } verdict)
        {
            Report(task, _settlement.Result(task, verdict));
        }
        else
        {
            Track(SettleAsync(task, judgement));
        }
    }

    private async Task SettleAsync(CancelTask task, Judgement judgement) =>
        Report(task, await _settlement.FinishAsync(task, judgement, _abandoned.Token).ConfigureAwait(false));

    private void Report(CancelTask task, HtxCancelResult result)
    {
        lock (_gate)
        {
            _underWay.Remove((task.Order.ContractCode, task.Order.IdParameter, task.Order.Id));
            _end ??= result.Failure is { EndsRun: true } failure ? failure : null;
        }

        if (_watch is not null && OrderWatch.Concerns(result))
        {
            Track(WatchAsync(task, result));
        }
        else
        {
            Publish(task, result);
        }
    }

    private async Task WatchAsync(CancelTask task, HtxCancelResult result) =>
        Publish(task, await _watch!.FollowAsync(result, task.Shown?.CreatedAt, _unwatched.Token).ConfigureAwait(false));

    private void Publish(CancelTask task, HtxCancelResult result)
    {
        Publish(result);
        foreach ((OrderReference again, HtxOrder? shown) in task.GivenAgain)
        {
            Publish(result with { ClientOrderId = again.ClientOrderId ?? result.ClientOrderId, Order = shown ?? result.Order });
        }
    }

    private void Publish(HtxCancelResult result)
    {
        lock (_gate)
        {
            Settled++;
        }

        _results.Writer.TryWrite(result);
        CancelTelemetry.Count(result, _endpoint);
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
            // Who reads or posts must hear of it, or would wait for ever.
            lock (_gate)
            {
                _defect = defect;
            }

            _room?.TrySetException(defect);
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
