using System.Collections.Concurrent;
using System.Threading.Channels;
using HtxFutures.Calls;

namespace HtxFutures.Runs;

/// <summary>
/// What one request for many leaves open, item by item: what the exchange was too busy for, or passed over, is sent by
/// itself, what is in doubt is looked at, and what it took on is followed, where somebody wants to know how it ends; all
/// at the same time, so that nothing that is still to be sent waits for a look.
/// </summary>
internal sealed class RunAftermath<TItem, TVerdict, TResult> : IAsyncDisposable
    where TItem : RunItem
    where TVerdict : Verdict
{
    private readonly RunSender<TItem, TVerdict, TResult> _sender;
    private readonly RepeatCount _count;
    private readonly Patience? _follows;
    private readonly CancellationTokenSource _givenUp;
    private readonly Channel<TResult> _results;
    private readonly RunWork _work;

    /// <param name="sender">Sends single items.</param>
    /// <param name="count">What was sent of them so far.</param>
    /// <param name="follows">How long to follow what the exchange took on; null for not at all.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public RunAftermath(RunSender<TItem, TVerdict, TResult> sender, RepeatCount count, Patience? follows, TimeProvider time, CancellationToken cancellationToken)
    {
        _sender = sender;
        _count = count;
        _follows = follows;
        _givenUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _results = RunResults.Channel<TResult>(time);
        _work = new RunWork(defect => _results.Writer.TryComplete(defect), () => _results.Writer.TryComplete(), time, _givenUp.Token);
    }

    /// <summary>Begins to find out what became of items that are not final.</summary>
    /// <param name="open">The items, and what the request for many says of each.</param>
    public void Begin(IReadOnlyList<(TItem Item, TVerdict Verdict)> open)
    {
        ILookup<Certainty, (TItem Item, TVerdict Verdict)> byCertainty = open.ToLookup(each => each.Verdict.Certainty);
        _work.Track(SendAsync([.. byCertainty[Certainty.Again].Select(each => each.Item)]));
        _work.Track(LookAsync(open.Where(each => each.Verdict.Certainty is not (Certainty.Again or Certainty.TakenOn))));
        foreach ((TItem item, TVerdict verdict) in byCertainty[Certainty.TakenOn])
        {
            Finish(item, verdict);
        }

        _work.Leave();
    }

    /// <summary>One result for each, as soon as it is known.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public IAsyncEnumerable<TResult> ReadAllAsync(CancellationToken cancellationToken) => _results.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Gives up what is still under way, once it was begun.</summary>
    public async ValueTask DisposeAsync()
    {
        _givenUp.Cancel();
        await _work.Idle.ConfigureAwait(false);
        _givenUp.Dispose();
    }

    private async Task LookAsync(IEnumerable<(TItem Item, TVerdict Verdict)> doubts)
    {
        var standing = new ConcurrentQueue<TItem>();
        await Task.WhenAll(doubts.Select(async doubt =>
        {
            TVerdict verdict = await _sender.Operation.LookAsync(doubt.Item, doubt.Verdict, Patience.Thrice, _givenUp.Token).ConfigureAwait(false);
            if (verdict.Certainty == Certainty.Again)
            {
                standing.Enqueue(doubt.Item);
            }
            else
            {
                Finish(doubt.Item, verdict);
            }
        })).ConfigureAwait(false);
        await SendAsync([.. standing]).ConfigureAwait(false);
    }

    private async Task SendAsync(IReadOnlyList<TItem> items)
    {
        List<FixedTicket<TItem, TVerdict>> tickets =
        [
            .. items
                .GroupBy(_sender.Operation.KeyOf)
                .SelectMany(alike => alike.Chunk(_sender.Operation.LargestBatch))
                .Select(batch => new FixedTicket<TItem, TVerdict>(batch)),
        ];
        await Task.WhenAll(tickets.Select(ticket => _sender.SendAgainAsync(ticket, _count, _givenUp.Token))).ConfigureAwait(false);
        await Task.WhenAll(tickets.SelectMany(ticket => ticket.Verdicts).Select(async each =>
            Finish(each.Item, await _sender.SettleAsync(each.Item, each.Verdict, _givenUp.Token).ConfigureAwait(false)))).ConfigureAwait(false);
    }

    private void Finish(TItem item, TVerdict verdict) => _work.Track(FinishAsync(item, verdict));

    private async Task FinishAsync(TItem item, TVerdict verdict) =>
        _results.Writer.TryWrite(await _sender.FinishAsync(item, verdict, _follows, _givenUp.Token).ConfigureAwait(false));
}
