using System.Threading.Channels;

namespace HtxFutures.Runs;

/// <summary>
/// Many items, one result each: items go in one by one, are sent in the background with those that may travel with them,
/// and come out as soon as it is known what became of them.
/// </summary>
/// <remarks>
/// One puts in and one takes out. What went in and was not taken out is sent all the same, unless the run was abandoned.
/// Once a failure shows that would meet every item (see <see cref="HtxException.EndsRun"/>), nothing more is sent.
/// </remarks>
internal sealed class Run<TItem, TVerdict, TResult> : IRun<TResult>
    where TItem : RunItem
    where TVerdict : Verdict
{
    private readonly object _gate = new();

#pragma warning disable CA2213 // not disposed: they hold no timer and no handle, and a run may be abandoned when it has just ended
    private readonly CancellationTokenSource _abandoned = new();
    private readonly CancellationTokenSource _unfollowed;
#pragma warning restore CA2213
    private readonly RunSender<TItem, TVerdict, TResult> _sender;
    private readonly Operation<TItem, TVerdict, TResult> _operation;
    private readonly RunOptions _options;
    private readonly TimeProvider _time;
    private readonly RunRoom _room;
    private readonly RunWork _work;
    private readonly Channel<TResult> _results;
    private readonly Dictionary<object, RunQueue<TItem>> _queues = [];

    // By what is sent of them: the one that is sent, then the same, given again.
    private readonly Dictionary<object, List<TItem>> _underWay = [];
    private HtxException? _end;
    private bool _completed;

    public Run(RunSender<TItem, TVerdict, TResult> sender, RunOptions options, TimeProvider time)
    {
        _sender = sender;
        _operation = sender.Operation;
        _options = options;
        _time = time;
        _unfollowed = CancellationTokenSource.CreateLinkedTokenSource(_abandoned.Token);
        _results = RunResults.Channel<TResult>(time);
        _room = new RunRoom(time, _abandoned.Token);
        _work = new RunWork(Fail, () => _results.Writer.TryComplete(), time, _unfollowed.Token);
    }

    /// <summary>Items that went in.</summary>
    public int Posted { get; private set; }

    /// <summary>Items, each counted once, that have not left yet.</summary>
    public int Unsent { get; private set; }

    /// <summary>Items that were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>Items whose result is known.</summary>
    public int Settled { get; private set; }

    /// <summary>Puts an item in; the same, given again while it is under way, is sent once and answered twice.</summary>
    /// <returns>False where the answers to too many are missing.</returns>
    /// <exception cref="InvalidOperationException">The run was completed.</exception>
    public bool TryPost(TItem item)
    {
        RunQueue<TItem> queue;
        lock (_gate)
        {
            if (_completed)
            {
                throw new InvalidOperationException("This run was completed; begin another one.");
            }

            if (_operation.KnownBefore(item) is { } known)
            {
                Posted++;
                Answered++;
                Publish(_operation.Finish(item, known));
                return true;
            }

            object name = _operation.NameOf(item);
            if (_underWay.TryGetValue(name, out List<TItem>? same))
            {
                same.Add(item);
                Posted++;
                Answered += same[0].IsAnswered ? 1 : 0;
                return true;
            }

            if (!_room.TryTake())
            {
                return false;
            }

            _underWay.Add(name, [item]);
            Posted++;
            Unsent++;
            queue = QueueFor(item);
        }

        _work.Track(SendAsync(queue, item));
        return true;
    }

    /// <summary>Waits until an answer has made room for another item; what is only being followed or looked at takes none.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up, or the run was abandoned.</exception>
    public Task WaitToPostAsync(CancellationToken cancellationToken) => _room.WaitAsync(cancellationToken);

    /// <summary>Takes a result out, if one is there.</summary>
    public bool TryRead(out TResult result) => _results.Reader.TryRead(out result!);

    /// <summary>Waits for a result. False when there will be none any more.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken) => _results.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>No more items go in. What waits for company is sent at once.</summary>
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

        foreach (RunQueue<TItem> queue in _queues.Values)
        {
            if (queue.Flush())
            {
                _work.Track(RedeemAsync(queue));
            }
        }

        _work.Leave();
    }

    /// <summary>Sends nothing any more, and stops waiting for answers; results that are not known yet do not come out.</summary>
    public void Abandon() => _abandoned.Cancel();

    /// <summary>Ends the run: waits until what was put in has been sent and answered, not until it is final; after <see cref="Abandon"/>, for nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        _unfollowed.Cancel();
        Complete();
        await _work.Idle.ConfigureAwait(false);
        lock (_gate)
        {
            _underWay.Values.ToList().ForEach(same => _operation.GiveUp(same[0]));
        }
    }

    /// <summary>What comes out for an item that is not put in.</summary>
    public TResult Refused(TItem item, TVerdict verdict) => _operation.Finish(item, verdict);

    /// <summary>Lets items go whose turn has come, unless nothing is sent any more.</summary>
    internal IReadOnlyList<TItem> Admit(List<TItem> items)
    {
        HtxException? end;
        lock (_gate)
        {
            end = _end;
            Unsent -= items.Count;
        }

        if (end is null)
        {
            return items;
        }

        items.ForEach(item => Judged(item, _operation.NotSent(end)));
        return [];
    }

    /// <summary>Takes note that nothing more is sent for an item. What is left to be found out holds up no other.</summary>
    internal void Judged(TItem item, TVerdict verdict)
    {
        lock (_gate)
        {
            item.IsAnswered = true;
            Answered += _underWay[_operation.NameOf(item)].Count;
        }

        _room.Free();
        _work.Track(FinishAsync(item, verdict));
    }

    private RunQueue<TItem> QueueFor(TItem item)
    {
        object key = _operation.KeyOf(item);
        if (!_queues.TryGetValue(key, out RunQueue<TItem>? queue))
        {
            queue = new RunQueue<TItem>(_operation.LargestBatch, _options.Linger, _time);
            _queues.Add(key, queue);
        }

        return queue;
    }

    private async Task SendAsync(RunQueue<TItem> queue, TItem item)
    {
        if (await _operation.LookFirstAsync(item, _abandoned.Token).ConfigureAwait(false) is { } known)
        {
            lock (_gate)
            {
                Unsent--;
            }

            Judged(item, known);
            return;
        }

        if (await queue.AddAsync(item, _abandoned.Token).ConfigureAwait(false))
        {
            await RedeemAsync(queue).ConfigureAwait(false);
        }
    }

    private Task RedeemAsync(RunQueue<TItem> queue) => _sender.SendAsync(new RunTicket<TItem, TVerdict, TResult>(this, queue), _abandoned.Token);

    private async Task FinishAsync(TItem item, TVerdict verdict)
    {
        verdict = await _sender.SettleAsync(item, verdict, _abandoned.Token).ConfigureAwait(false);
        List<TItem>? same;
        lock (_gate)
        {
            _underWay.Remove(_operation.NameOf(item), out same);
            _end ??= verdict.Failure is { EndsRun: true } failure ? failure : null;
        }

        Publish(same!, await _sender.FinishAsync(item, verdict, _options.Follows, _unfollowed.Token).ConfigureAwait(false));
    }

    private void Publish(List<TItem> same, TResult result)
    {
        Publish(result);
        foreach (TItem again in same.Skip(1))
        {
            Publish(_operation.FinishAgain(result, again));
        }
    }

    private void Publish(TResult result)
    {
        lock (_gate)
        {
            Settled++;
        }

        _results.Writer.TryWrite(result);
    }

    private void Fail(Exception defect)
    {
        _room.Fail(defect);
        _results.Writer.TryComplete(defect);
    }
}
