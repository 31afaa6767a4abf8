using HtxFutures.Calls;

namespace HtxFutures.Orders.Stopping;

/// <summary>
/// Orders that were sent together, from their first sending until each is judged. One order is judged by the answer
/// itself; what a joint answer says of an order it must say of its id, never by its place in the list (facts 4). While
/// they are sent again, those in doubt are looked at: whichever tells first ends it.
/// </summary>
internal sealed class CancelBatch : IDisposable
{
    private readonly Func<IReadOnlyList<CancelTask>> _take;
    private readonly RepeatCount _course;
    private readonly CancelSettlement _settlement;
    private readonly Action<CancelTask, Judgement> _judged;
    private readonly CancellationTokenSource _allJudged;
    private readonly Dictionary<CancelTask, Task> _looks = [];
    private IReadOnlyList<CancelTask>? _tasks;
    private bool _wentAlone;
    private int _left;

    /// <param name="take">Gives the orders when they are about to be sent.</param>
    /// <param name="course">What was sent of them so far.</param>
    /// <param name="settlement">Looks at them.</param>
    /// <param name="judged">Takes what is to be said of each.</param>
    /// <param name="stop">Gives it up.</param>
    public CancelBatch(
        Func<IReadOnlyList<CancelTask>> take, RepeatCount course, CancelSettlement settlement, Action<CancelTask, Judgement> judged, CancellationToken stop)
    {
        _take = take;
        _course = course;
        _settlement = settlement;
        _judged = judged;
        _allJudged = CancellationTokenSource.CreateLinkedTokenSource(stop);
    }

    /// <summary>Fires when nothing is left to be sent.</summary>
    public CancellationToken AllJudged => _allJudged.Token;

    /// <summary>The orders that are not judged yet; they are taken when this is asked for first.</summary>
    public List<CancelTask> Open
    {
        get
        {
            if (_tasks is null)
            {
                _tasks = _take();
                _left = _tasks.Count;
            }

            return [.. _tasks.Where(task => !task.IsJudged)];
        }
    }

    /// <summary>Writes the request that cancels those; null where there are none.</summary>
    public ApiRequest? Write()
    {
        List<CancelTask> tasks = Open;
        _wentAlone = tasks.Count == 1;
        tasks.ForEach(task => task.Send(_course.Attempts + 1));
        return tasks.Count switch
        {
            0 => null,
            1 => OrderRequests.Cancel(tasks[0].Order),
            _ => OrderRequests.CancelBatch([.. tasks.Select(task => task.Order)]),
        };
    }

    /// <summary>Judges the orders by an answer.</summary>
    /// <param name="call">How the call ended.</param>
    /// <returns>Whether some are left that are to be sent again.</returns>
    public bool Judge(CallResult call)
    {
        List<CancelItem>? items = call.Outcome == AttemptOutcome.Done ? CancelItemReader.Read(call.Envelope.Data.Span) : [];
        foreach (CancelTask task in Open)
        {
            CancelItem? item = _wentAlone ? CancelJudge.Alone(task, call, items) : CancelJudge.Named(task, call, items);
            task.Hear(call, item);
            Judgement judgement = CancelJudge.Judge(task, call, item);

            // An answer that does not name an order is as good as none: to send it again does no harm.
            bool mayRepeat = judgement.Verdict is null && (judgement.IsBusy || item is null);
            if (!mayRepeat || !_course.MayGoOn)
            {
                Close(task, judgement);
            }
        }

        return Open.Count > 0;
    }

    /// <summary>Begins to look at the orders, since a cancel of them may have run without telling so. What is final then is not sent again.</summary>
    public void LookMeanwhile()
    {
        foreach (CancelTask task in Open)
        {
            task.MayHaveRun = true;
            if (!_looks.TryGetValue(task, out Task? look) || look.IsCompleted)
            {
                _looks[task] = LookAsync(task);
            }
        }
    }

    /// <summary>Ends the looks that nobody waits for any more.</summary>
    public async Task EndLooksAsync()
    {
        _allJudged.Cancel();
        await Task.WhenAll(_looks.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => _allJudged.Dispose();

    private async Task LookAsync(CancelTask task)
    {
        if (await _settlement.LookMeanwhileAsync(task, _allJudged.Token).ConfigureAwait(false) is { } verdict)
        {
            Close(task, new Judgement(verdict));
        }
    }

    private void Close(CancelTask task, Judgement judgement)
    {
        if (!task.TryJudge())
        {
            return;
        }

        _judged(task, judgement);
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _allJudged.Cancel();
        }
    }
}
