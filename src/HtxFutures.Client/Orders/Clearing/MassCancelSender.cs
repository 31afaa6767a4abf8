using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using HtxFutures.Calls;
using HtxFutures.Calls.Answers;
using HtxFutures.Orders.Stopping;
using HtxFutures.Runs;

namespace HtxFutures.Orders.Clearing;

/// <summary>
/// Cancels every open order of a scope in one request (facts 2.3), and judges each order as if it had been cancelled
/// alone. What was listed before and what the answer names are compared: an order that only one of them knows gets its
/// result too.
/// </summary>
internal sealed class MassCancelSender(Caller caller, OrderListing listing, CancelSender sender, CancelSettlement settlement, TimeProvider time)
{
    /// <summary>Lists what a mass cancel is about to meet.</summary>
    /// <exception cref="HtxException">The orders could not be listed, for a reason that the mass cancel would meet too.</exception>
    public async Task<MassCancelPlan> PlanAsync(MassCancelScope scope, CancellationToken cancellationToken)
    {
        var orders = new List<HtxOrder>();
        HashSet<string> known = [];
        try
        {
            await foreach (HtxOrder order in listing.ListOpenAsync(scope.ContractCode, null, cancellationToken).ConfigureAwait(false))
            {
                // An order that moved while the pages were read is on two of them.
                if (scope.Includes(order) && known.Add(order.OrderId))
                {
                    orders.Add(order);
                }
            }

            return new MassCancelPlan(scope, orders, null);
        }
        catch (HtxException failure) when (failure.Kind is HtxErrorKind.NetworkError or HtxErrorKind.RateLimited or HtxErrorKind.ApiError or HtxErrorKind.UnexpectedResponse)
        {
            // Reading fails where trading may still work, and orders have to stop now. What fails for both will fail again.
            return new MassCancelPlan(scope, orders, failure);
        }
    }

    /// <summary>Sends a mass cancel, and gives one result for each order.</summary>
    /// <exception cref="HtxException">It failed, and no order is known that a result could tell it of.</exception>
    public async IAsyncEnumerable<HtxCancelResult> SendAsync(MassCancelPlan plan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        RepeatCount course = caller.NewCount();
        ApiRequest request = MassCancelRequest.Write(plan.Scope);
        CallResult call = await caller.CallAsync(request, course, cancellationToken).ConfigureAwait(false);
        var tally = new MassCancelTally(plan, call, started);
        if (tally.Tasks.Count == 0)
        {
            await RequireNothingLeftAsync(plan, call, cancellationToken).ConfigureAwait(false);
            yield break;
        }

        var busy = new List<CancelTask>();
        var doubts = new List<(CancelTask Task, Judgement Judgement)>();
        foreach (CancelTask task in tally.Tasks)
        {
            Judgement judgement = CancelJudge.Judge(task, call, tally.WordOn(task, call));
            if (judgement.Known is { } verdict)
            {
                yield return settlement.Result(task, verdict);
            }
            else if (task.Order.ContractCode.Length == 0)
            {
                yield return settlement.Result(task, judgement.Verdict ?? WithoutContract(task, judgement.Reason!));
            }
            else if (judgement.IsBusy)
            {
                busy.Add(task);
            }
            else
            {
                doubts.Add((task, judgement));
            }
        }

        foreach (HtxCancelResult result in await FinishAsync(call, course, busy, doubts, cancellationToken).ConfigureAwait(false))
        {
            yield return result;
        }
    }

    /// <summary>Sends again what the exchange was too busy for, and settles what is in doubt, both at the same time.</summary>
    private async Task<List<HtxCancelResult>> FinishAsync(
        CallResult call, RepeatCount course, List<CancelTask> busy, List<(CancelTask Task, Judgement Judgement)> doubts, CancellationToken cancellationToken)
    {
        var results = new List<HtxCancelResult>();
        void Report(HtxCancelResult result)
        {
            lock (results)
            {
                results.Add(result);
            }
        }

        await Task.WhenAll(
            SendOneByOneAsync(busy, course, Report, cancellationToken),
            SettleAsync(call, course, doubts, Report, cancellationToken)).ConfigureAwait(false);
        return results;
    }

    private async Task SettleAsync(
        CallResult call, RepeatCount course, List<(CancelTask Task, Judgement Judgement)> doubts, Action<HtxCancelResult> report, CancellationToken cancellationToken)
    {
        // The exchange has answered, and may have passed orders over: these are cancelled by their ids, which was not tried yet.
        bool mayPassOver = call.Outcome == AttemptOutcome.Done || SaysNothingIsOpen(call);
        var standing = new List<CancelTask>();
        await Task.WhenAll(doubts.Select(async doubt =>
        {
            Sight<HtxOrder> sight = await settlement.LookAsync(doubt.Task, Patience.Thrice, cancellationToken).ConfigureAwait(false);
            if (mayPassOver && doubt.Judgement.Verdict is null && sight.State is { IsFinal: false })
            {
                lock (standing)
                {
                    standing.Add(doubt.Task);
                }
            }
            else
            {
                report(settlement.Result(doubt.Task, CancelVerdicts.Of(doubt.Task, doubt.Judgement, sight)));
            }
        })).ConfigureAwait(false);
        await SendOneByOneAsync(standing, course, report, cancellationToken).ConfigureAwait(false);
    }

    private async Task SendOneByOneAsync(IReadOnlyList<CancelTask> tasks, RepeatCount course, Action<HtxCancelResult> report, CancellationToken cancellationToken)
    {
        var judged = new ConcurrentQueue<(CancelTask Task, Judgement Judgement)>();
        await Task.WhenAll(tasks
            .GroupBy(task => (task.Order.ContractCode, task.Order.IdParameter))
            .SelectMany(alike => alike.Chunk(CancelSender.LargestBatch))
            .Select(batch => sender.SendAgainAsync(batch, course, (task, judgement) => judged.Enqueue((task, judgement)), cancellationToken))).ConfigureAwait(false);
        await Task.WhenAll(judged.Select(async each =>
            report(await settlement.FinishAsync(each.Task, each.Judgement, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
    }

    /// <summary>No order is known that a result could tell of; so either there was none, or this failed as a whole.</summary>
    private async Task RequireNothingLeftAsync(MassCancelPlan plan, CallResult call, CancellationToken cancellationToken)
    {
        if (ListsNothing(call) || SaysNothingIsOpen(call))
        {
            return;
        }

        if (call.Failure is { } failure && (!call.MayHaveRun || failure.EndsRun))
        {
            throw failure;
        }

        MassCancelPlan after = await PlanAsync(plan.Scope, cancellationToken).ConfigureAwait(false);
        if (plan.Failure is not null || after.Failure is not null || after.Orders.Count > 0)
        {
            string why = call.Failure?.Message ?? "The exchange's answer does not say which orders it means.";
            throw new HtxException(HtxErrorKind.OutcomeUnknown, $"It is not known whether the open orders of {plan.Scope} were cancelled. {why}")
            {
                Advice = "List them: Get-HtxOrder. Clearing them again does no harm.",
            };
        }
    }

    // A list that names none: no list at all does not say that there was none.
    private static bool ListsNothing(CallResult call)
    {
        if (call.Outcome != AttemptOutcome.Done || call.Envelope.Data.IsEmpty)
        {
            return false;
        }

        var reader = new Utf8JsonReader(call.Envelope.Data.Span);
        return reader.Read() && reader.TokenType == JsonTokenType.StartArray && reader.Read() && reader.TokenType == JsonTokenType.EndArray;
    }

    // 1051 by the table; an empty list would do as well, neither was recorded (facts 2.3).
    private static bool SaysNothingIsOpen(CallResult call) =>
        call.Outcome == AttemptOutcome.Refused && call.Envelope.Code is { } code && ExchangeCodes.Find(code).Class == CodeClass.NothingToCancel;

    // The answer to a mass cancel of the account has no contracts in it, and without one an order cannot be looked up.
    private static Verdict WithoutContract(CancelTask task, HtxException reason)
    {
        string message = $"The exchange names the {task.Order}, which was not listed before, and does not say of which contract it is. {reason.Message}";
        return new Verdict(CancelOutcome.Unknown, message, Failure: new HtxException(HtxErrorKind.OutcomeUnknown, message)
        {
            Code = reason.Code,
            Advice = "List the open orders: Get-HtxOrder. Clearing them again does no harm.",
        });
    }
}
