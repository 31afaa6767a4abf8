using HtxFutures.Calls;

namespace HtxFutures.Runs;

/// <summary>
/// Items that were sent together, from their first sending until each is judged. While they are sent again, those in
/// doubt are looked at: whichever tells first ends it.
/// </summary>
internal sealed class RunBatch<TItem, TVerdict, TResult> : IDisposable
    where TItem : RunItem
    where TVerdict : Verdict
{
    private readonly Operation<TItem, TVerdict, TResult> _operation;
    private readonly Ticket<TItem, TVerdict> _ticket;
    private readonly RepeatCount _count;
    private readonly CancellationTokenSource _allJudged;
    private readonly Dictionary<TItem, Task> _looks = [];
    private IReadOnlyList<TItem>? _items;
    private bool _wentAlone;
    private int _left;

    /// <param name="operation">What is sent, and how each is judged.</param>
    /// <param name="ticket">Gives the items when they are about to be sent.</param>
    /// <param name="count">What was sent of them so far.</param>
    /// <param name="stop">Gives it up.</param>
    public RunBatch(Operation<TItem, TVerdict, TResult> operation, Ticket<TItem, TVerdict> ticket, RepeatCount count, CancellationToken stop)
    {
        _operation = operation;
        _ticket = ticket;
        _count = count;
        _allJudged = CancellationTokenSource.CreateLinkedTokenSource(stop);
    }

    /// <summary>Fires when nothing is left to be sent.</summary>
    public CancellationToken AllJudged => _allJudged.Token;

    /// <summary>The items that are not judged yet; they are taken when this is asked for first.</summary>
    public List<TItem> Open
    {
        get
        {
            if (_items is null)
            {
                _items = _ticket.Redeem();
                _left = _items.Count;
            }

            return [.. _items.Where(item => !item.IsJudged)];
        }
    }

    /// <summary>Writes the request for those; null where there are none.</summary>
    public ApiRequest? Write()
    {
        List<TItem> items = Open;
        _wentAlone = items.Count == 1;
        if (items.Count == 0)
        {
            return null;
        }

        items.ForEach(item => item.Send(_count));
        _operation.Leave(items);
        return _operation.Write(items);
    }

    /// <summary>Judges the items by an answer.</summary>
    /// <param name="call">How the call ended.</param>
    /// <returns>Whether some are left that are to be sent again.</returns>
    public bool Judge(CallResult call)
    {
        foreach ((TItem item, TVerdict verdict) in _operation.Judge(Open, _wentAlone, call))
        {
            if (verdict.Certainty != Certainty.Again || !_count.MayGoOn)
            {
                Close(item, verdict);
            }
        }

        return Open.Count > 0;
    }

    /// <summary>Begins to look at the items, since the operation may have run without telling so. What is final then is not sent again.</summary>
    public void LookMeanwhile()
    {
        foreach (TItem item in Open)
        {
            item.MayHaveRun = true;
            if (!_looks.TryGetValue(item, out Task? look) || look.IsCompleted)
            {
                _looks[item] = LookAsync(item);
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

    private async Task LookAsync(TItem item)
    {
        if (await _operation.LookMeanwhileAsync(item, _allJudged.Token).ConfigureAwait(false) is { } verdict)
        {
            Close(item, verdict);
        }
    }

    private void Close(TItem item, TVerdict verdict)
    {
        if (!item.TryJudge())
        {
            return;
        }

        _ticket.Judged(item, verdict);
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _allJudged.Cancel();
        }
    }
}
