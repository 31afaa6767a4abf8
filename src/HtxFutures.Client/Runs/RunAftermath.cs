using System.Collections.Concurrent;
using HtxFutures.Calls;

namespace HtxFutures.Runs;

/// <summary>
/// What one request for many leaves open, item by item: what the exchange was too busy for, or passed over, is sent by
/// itself, and what is in doubt is looked at; all at the same time.
/// </summary>
/// <param name="sender">Sends single items.</param>
/// <param name="count">What was sent of them so far.</param>
/// <param name="cancellationToken">Gives it up.</param>
internal sealed class RunAftermath<TItem, TVerdict, TResult>(
    RunSender<TItem, TVerdict, TResult> sender, RepeatCount count, CancellationToken cancellationToken)
    where TItem : RunItem
    where TVerdict : Verdict
{
    private readonly ConcurrentQueue<TResult> _results = new();

    /// <summary>Finds out what became of items that are not final.</summary>
    /// <param name="open">The items, and what the request for many says of each.</param>
    /// <returns>One result each.</returns>
    public async Task<IReadOnlyCollection<TResult>> FinishAsync(IReadOnlyList<(TItem Item, TVerdict Verdict)> open)
    {
        await Task.WhenAll(
            SendAsync([.. open.Where(each => each.Verdict.Certainty == Certainty.Again).Select(each => each.Item)]),
            LookAsync(open.Where(each => each.Verdict.Certainty != Certainty.Again))).ConfigureAwait(false);
        return _results;
    }

    private async Task LookAsync(IEnumerable<(TItem Item, TVerdict Verdict)> doubts)
    {
        var standing = new ConcurrentQueue<TItem>();
        await Task.WhenAll(doubts.Select(async doubt =>
        {
            TVerdict verdict = await sender.Operation.LookAsync(doubt.Item, doubt.Verdict, Patience.Thrice, cancellationToken).ConfigureAwait(false);
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
                .GroupBy(sender.Operation.KeyOf)
                .SelectMany(alike => alike.Chunk(sender.Operation.LargestBatch))
                .Select(batch => new FixedTicket<TItem, TVerdict>(batch)),
        ];
        await Task.WhenAll(tickets.Select(ticket => sender.SendAgainAsync(ticket, count, cancellationToken))).ConfigureAwait(false);
        await Task.WhenAll(tickets.SelectMany(ticket => ticket.Verdicts).Select(async each =>
            Finish(each.Item, await sender.SettleAsync(each.Item, each.Verdict, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
    }

    private void Finish(TItem item, TVerdict verdict) => _results.Enqueue(sender.Operation.Finish(item, verdict));
}
