using HtxFutures.Http;
using HtxFutures.Orders;
using HtxFutures.Time;

namespace HtxFutures.Cancelling;

/// <summary>
/// Sends cancels and judges each order by the answer. One order goes alone, several of a contract go together; what a
/// joint answer says of an order it must say of its id, never by its place in the list (facts 4).
/// </summary>
internal sealed class CancelSender(ExchangeConnection connection, CancelSettlement settlement, TimeProvider time, Random jitter)
{
    /// <summary>Orders that fit in one request (facts 2.2).</summary>
    public const int LargestBatch = 10;

    /// <summary>Sends the cancels that are there when their turn in the budget has come.</summary>
    /// <param name="take">Gives the orders to send, all of one contract and named by the same kind of id; none where there are none left.</param>
    /// <param name="report">Takes each order's result as soon as it is known; every order that was taken is reported once.</param>
    /// <param name="cancellationToken">Gives it up; orders may then go unreported.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task SendAsync(Func<IReadOnlyList<CancelTask>> take, Action<CancelTask, HtxCancelResult> report, CancellationToken cancellationToken)
    {
        IReadOnlyList<CancelTask> tasks = [];
        ApiRequest? Write()
        {
            tasks = take();
            return Request(tasks);
        }

        CallResult? first = await connection.CallAsync(CallKind.Cancel, Write, cancellationToken).ConfigureAwait(false);
        if (first is not null && tasks.Count == 0)
        {
            // It ended before its turn came (the account is blocked): that is the end of these orders' way too.
            tasks = take();
        }

        if (first is { } call)
        {
            List<CancelTask> again = await JudgeAsync(tasks, call, mayRepeat: true, report, cancellationToken).ConfigureAwait(false);
            await SendAgainAsync(again, report, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends cancels, after a pause, that were sent before and did not run, or may not have.</summary>
    /// <param name="tasks">The orders: at most ten, of one contract, named by the same kind of id.</param>
    /// <param name="report">Takes each order's result as soon as it is known; every order is reported once.</param>
    /// <param name="cancellationToken">Gives it up; orders may then go unreported.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task SendAgainAsync(IReadOnlyList<CancelTask> tasks, Action<CancelTask, HtxCancelResult> report, CancellationToken cancellationToken)
    {
        for (int round = 1; tasks.Count > 0; round++)
        {
            await Pause.ForAsync(RepeatRules.PauseAfter(round, jitter), time, cancellationToken).ConfigureAwait(false);
            CallResult call = await connection.CallAsync(Request(tasks)!, cancellationToken).ConfigureAwait(false);
            tasks = await JudgeAsync(tasks, call, round + 1 < RepeatRules.MostAttempts, report, cancellationToken).ConfigureAwait(false);
        }
    }

    private static ApiRequest? Request(IReadOnlyList<CancelTask> tasks) => tasks.Count switch
    {
        0 => null,
        1 => OrderRequests.Cancel(tasks[0].Order),
        _ => OrderRequests.CancelBatch([.. tasks.Select(task => task.Order)]),
    };

    /// <returns>The orders to send again: the exchange was too busy to cancel them, or did not say what became of them.</returns>
    private async Task<List<CancelTask>> JudgeAsync(
        IReadOnlyList<CancelTask> tasks, CallResult call, bool mayRepeat, Action<CancelTask, HtxCancelResult> report, CancellationToken cancellationToken)
    {
        List<CancelItem>? items = call.Happening == Happening.Done ? CancelItemReader.Read(call.Envelope.Data.Span) : [];
        List<CancelTask> again = [];
        List<(CancelTask Task, HtxException Reason)> open = [];
        foreach (CancelTask task in tasks)
        {
            CancelItem? item = tasks.Count == 1 ? Alone(task, call, items) : Named(task, call, items);
            task.Hear(call, item);
            switch (CancelJudge.Judge(task, call, item))
            {
                case { Verdict: { } verdict }:
                    report(task, task.ToResult(verdict, time.GetElapsedTime(task.Started)));
                    break;
                case { IsBusy: var isBusy } when mayRepeat && (isBusy || item is null):
                    // An answer that does not name an order is as good as none: to send it again does no harm.
                    again.Add(task);
                    break;
                case { Reason: { } reason }:
                    open.Add((task, reason));
                    break;
            }
        }

        // At the same time: a joint request that got no answer leaves ten orders to look up.
        await Task.WhenAll(open.Select(async doubt =>
        {
            Verdict verdict = await settlement.SettleAsync(doubt.Task, doubt.Reason, cancellationToken).ConfigureAwait(false);
            report(doubt.Task, doubt.Task.ToResult(verdict, time.GetElapsedTime(doubt.Task.Started)));
        })).ConfigureAwait(false);
        return again;
    }

    /// <summary>
    /// An order that went alone is judged by the answer's own code; null where the answer contradicts itself, names another
    /// order, or has another code beside that.
    /// </summary>
    private static CancelItem? Alone(CancelTask task, CallResult call, List<CancelItem>? items)
    {
        var word = new CancelItem(call.Envelope.Code, call.Envelope.Message, null, null);
        if (call.Happening != Happening.Done)
        {
            return word;
        }

        if (items is null)
        {
            return null;
        }

        foreach (CancelItem item in items)
        {
            if (item.NamesAnother(task.Order) || (item.Code ?? word.Code) != word.Code)
            {
                return null;
            }

            word = word with { OrderId = item.OrderId, ClientOrderId = item.ClientOrderId };
        }

        return word;
    }

    /// <summary>What a joint answer says of an order; null where it does not name it, or says two things of it.</summary>
    private static CancelItem? Named(CancelTask task, CallResult call, List<CancelItem>? items) => call.Happening == Happening.Done
        ? CancelJudge.Agreed(items?.FindAll(item => item.Names(task.Order)) ?? [])
        : CancelJudge.OfEach(call);
}
