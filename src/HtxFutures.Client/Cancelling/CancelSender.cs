using System.Globalization;
using HtxFutures.Errors;
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

        for (int round = 1; first is { } call; round++)
        {
            List<CancelTask> again = await JudgeAsync(tasks, call, round < RepeatRules.MostAttempts, report, cancellationToken).ConfigureAwait(false);
            if (again.Count == 0)
            {
                return;
            }

            await Pause.ForAsync(RepeatRules.PauseAfter(round, jitter), time, cancellationToken).ConfigureAwait(false);
            tasks = again;
            first = await connection.CallAsync(Request(again)!, cancellationToken).ConfigureAwait(false);
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
        List<CancelItem> items = call.Happening == Happening.Done ? CancelItemReader.Read(call.Envelope.Data.Span) : [];
        List<CancelTask> again = [];
        List<(CancelTask Task, HtxException Reason)> open = [];
        foreach (CancelTask task in tasks)
        {
            task.Attempts += call.Attempts;
            task.MayHaveRun |= call.MayHaveRun;
            task.LastHeard = call.Envelope.Timestamp;
            CancelItem? item = tasks.Count == 1 ? Alone(call, items) : Named(task, call, items);
            task.LastWord = item ?? default;
            switch (Judge(task, call, item))
            {
                case { Verdict: { } verdict }:
                    report(task, task.ToResult(verdict, time.GetElapsedTime(task.Started)));
                    break;
                case { Again: true } when mayRepeat:
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

    /// <summary>An order that went alone is judged by the answer's own code.</summary>
    private static CancelItem? Alone(CallResult call, List<CancelItem> items) =>
        (items.Count == 1 ? items[0] : default) with { Code = call.Envelope.Code, Message = call.Envelope.Message };

    /// <summary>What a joint answer says of an order; null where it does not name it, or says two things of it.</summary>
    private static CancelItem? Named(CancelTask task, CallResult call, List<CancelItem> items)
    {
        if (call.Happening != Happening.Done)
        {
            return new CancelItem(call.Envelope.Code, call.Envelope.Message, null, null);
        }

        List<CancelItem> naming = items.FindAll(item => item.Names(task.Order.Id));
        return naming.Count > 0 && naming.TrueForAll(item => item.Code is not null && item.Code == naming[0].Code) ? naming[0] : null;
    }

    private static Judgement Judge(CancelTask task, CallResult call, CancelItem? item)
    {
        if (call.Happening is not (Happening.Done or Happening.Refused))
        {
            return task.MayHaveRun ? new Judgement(Reason: call.Failure) : new Judgement(Verdict.Refused(call.Failure!));
        }

        if (item is not { Code: { } number })
        {
            // As good as no answer: it may have run, and to send it again does no harm.
            task.MayHaveRun = true;
            return new Judgement(Reason: new HtxException(HtxErrorKind.OutcomeUnknown, $"The exchange's answer does not say what became of the {task.Order}."), Again: true);
        }

        ExchangeCode code = ExchangeCodes.Find(number);
        if (Verdict.ByCode(code.Class) is { } verdict && (call.Happening == Happening.Done || code.Class != CodeClass.Success))
        {
            return new Judgement(verdict);
        }

        HtxException failure = call.Failure ?? Failure(code, item.Value);
        bool isBusy = code.Class is CodeClass.Busy or CodeClass.RateLimited;
        task.MayHaveRun |= code.Class == CodeClass.Busy;
        return isBusy || task.MayHaveRun || code.Class is CodeClass.OrderNotFound or CodeClass.NothingToCancel
            ? new Judgement(Reason: failure, Again: isBusy)
            : new Judgement(Verdict.Refused(failure));
    }

    private static HtxException Failure(ExchangeCode code, CancelItem item) => new(
        code.Kind,
        string.Create(CultureInfo.InvariantCulture, $"The exchange refused: {code.Meaning} (code {code.Number}{(item.Message is null ? "" : $": {item.Message}")})."))
    {
        Code = code.Number,
        Advice = code.Advice,
    };

    /// <summary>What an answer says of an order: what became of it, or why that must be found out, or that it should be sent again.</summary>
    private readonly record struct Judgement(Verdict? Verdict = null, HtxException? Reason = null, bool Again = false);
}
