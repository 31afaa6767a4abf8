using System.Runtime.CompilerServices;
using HtxFutures.Calls;
using HtxFutures.Errors;
using HtxFutures.Orders.Stopping;
using HtxFutures.Runs;

namespace HtxFutures.Orders.Clearing;

/// <summary>
/// Cancels every open order of a scope in one request (facts 2.3). What was listed before and what the answer names are
/// compared: an order that only one of them knows gets its result too. What the request leaves open is stopped like any
/// other order.
/// </summary>
internal sealed class MassCancelSender(
    Caller caller, MassCancelListing listing, RunSender<StopItem, CancelVerdict, HtxCancelResult> sender, TimeProvider time)
{
    /// <summary>Sends a mass cancel, and gives one result for each order.</summary>
    /// <param name="plan">What it is about to meet.</param>
    /// <param name="follows">How long to follow what the exchange took on, until it is final; null for not at all.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="HtxException">It failed, and no order is known that a result could tell it of.</exception>
    public IAsyncEnumerable<HtxCancelResult> SendAsync(MassCancelPlan plan, Patience? follows, CancellationToken cancellationToken) =>
        SendAsync(plan.Scope, Task.FromResult(plan), follows, cancellationToken);

    /// <summary>Sends a mass cancel at once, while what it meets is still being listed, and gives one result for each order.</summary>
    /// <param name="scope">Which orders are meant.</param>
    /// <param name="listed">What it meets; a listing that failed is told there, not thrown.</param>
    /// <param name="follows">How long to follow what the exchange took on, until it is final; null for not at all.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="HtxException">It failed, and no order is known that a result could tell it of.</exception>
    public async IAsyncEnumerable<HtxCancelResult> SendAsync(
        MassCancelScope scope, Task<MassCancelPlan> listed, Patience? follows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        RepeatCount count = caller.NewCount();
        CallResult call = await CallAsync(scope, listed, count, started, cancellationToken).ConfigureAwait(false);
        MassCancelPlan plan = await listed.ConfigureAwait(false);
        var tally = new MassCancelTally(plan, call, started);
        if (tally.Items.Count == 0)
        {
            await RequireNothingLeftAsync(plan, call, cancellationToken).ConfigureAwait(false);
            yield break;
        }

        var known = new List<HtxCancelResult>();
        var open = new List<(StopItem Item, CancelVerdict Verdict)>();
        foreach (StopItem item in tally.Items)
        {
            CancelVerdict verdict = MassCancelJudge.Judge(item, call, tally.WordOn(item, call), wasListed: plan.Failure is null);
            if (verdict.Certainty == Certainty.Final || (verdict.Certainty == Certainty.TakenOn && follows is null))
            {
                known.Add(sender.Operation.Finish(item, verdict));
            }
            else
            {
                open.Add((item, verdict));
            }
        }

        // Before anybody is shown a row: a slow screen holds up nothing that is still to be sent.
        var aftermath = new RunAftermath<StopItem, CancelVerdict, HtxCancelResult>(sender, count, follows, time, cancellationToken);
        aftermath.Begin(open);
        try
        {
            foreach (HtxCancelResult result in known)
            {
                yield return result;
            }

            await foreach (HtxCancelResult result in aftermath.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return result;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            await aftermath.DisposeAsync().ConfigureAwait(false);
            open.ForEach(each => sender.Operation.GiveUp(each.Item));
        }
    }

    private async Task<CallResult> CallAsync(MassCancelScope scope, Task<MassCancelPlan> listed, RepeatCount count, long started, CancellationToken cancellationToken)
    {
        sender.Operation.Leave((await KnownAsync(listed).ConfigureAwait(false)).Select(order => MassCancelTally.Item(order, started)));
        try
        {
            return await caller.CallAsync(MassCancelRequest.Write(scope), count, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (count.HasBegun)
        {
            foreach (HtxOrder order in await KnownAsync(listed).ConfigureAwait(false))
            {
                StopItem item = MassCancelTally.Item(order, started);
                item.Send(1);
                sender.Operation.GiveUp(item);
            }

            throw;
        }
    }

    // What is listed by now; nothing waits for it.
    private static async Task<IReadOnlyList<HtxOrder>> KnownAsync(Task<MassCancelPlan> listed) =>
        listed.IsCompletedSuccessfully ? (await listed.ConfigureAwait(false)).Orders : [];

    /// <summary>No order is known that a result could tell of; so either there was none, or this failed as a whole.</summary>
    private async Task RequireNothingLeftAsync(MassCancelPlan plan, CallResult call, CancellationToken cancellationToken)
    {
        if (MassCancelAnswer.SaysNothingWasOpen(call))
        {
            return;
        }

        if (call.Failure is { } failure && (!call.MayHaveRun || failure.EndsRun))
        {
            throw failure;
        }

        MassCancelPlan after = await listing.PlanAsync(plan.Scope, cancellationToken).ConfigureAwait(false);
        if (plan.Failure is not null || after.Failure is not null || after.Orders.Count > 0)
        {
            string why = call.Failure?.Message ?? "The exchange's answer does not say which orders it means.";
            throw new HtxException(HtxErrorKind.OutcomeUnknown, $"It is not known whether the open orders of {plan.Scope} were cancelled. {why}")
            {
                Guidance = new("Clearing them again does no harm. To see what is open, list the orders.", Means.ListOrders) { ContractCode = plan.Scope.ContractCode },
            };
        }
    }
}
