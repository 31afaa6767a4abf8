using HtxFutures.Calls;
using HtxFutures.Time;

namespace HtxFutures.Runs;

/// <summary>
/// Sends the items of a ticket, and judges each by what was answered. It goes on until every item is judged: what it
/// could not find out is for others to settle, so that sending never waits for looking.
/// </summary>
internal sealed class RunSender<TItem, TVerdict, TResult>(
    Caller caller, Operation<TItem, TVerdict, TResult> operation, TimeProvider time, Random jitter)
    where TItem : RunItem
    where TVerdict : Verdict
{
    /// <summary>What is sent, and how each item is judged.</summary>
    public Operation<TItem, TVerdict, TResult> Operation => operation;

    /// <summary>Sends the items that are there when their turn in the budget has come.</summary>
    /// <param name="ticket">Gives them, and takes what is said of each.</param>
    /// <param name="cancellationToken">Gives it up; items may then go unjudged.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task SendAsync(Ticket<TItem, TVerdict> ticket, CancellationToken cancellationToken) =>
        SendAsync(ticket, caller.NewCount(), isRepeat: false, cancellationToken);

    /// <summary>Sends items, after a pause, that were sent before in another way and did not run, or may not have.</summary>
    /// <param name="ticket">Gives them, and takes what is said of each.</param>
    /// <param name="count">What was sent of them so far.</param>
    /// <param name="cancellationToken">Gives it up; items may then go unjudged.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task SendAgainAsync(Ticket<TItem, TVerdict> ticket, RepeatCount count, CancellationToken cancellationToken) =>
        SendAsync(ticket, count.Fork(), isRepeat: true, cancellationToken);

    /// <summary>Sends one item and finds out what became of it.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<TResult> SendOneAsync(TItem item, CancellationToken cancellationToken)
    {
        try
        {
            if (await operation.LookFirstAsync(item, cancellationToken).ConfigureAwait(false) is not { } verdict)
            {
                var ticket = new FixedTicket<TItem, TVerdict>([item]);
                await SendAsync(ticket, cancellationToken).ConfigureAwait(false);
                (_, verdict) = ticket.Verdicts.Single();
            }

            return operation.Finish(item, await SettleAsync(item, verdict, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            operation.GiveUp(item);
        }
    }

    /// <summary>Finds out what became of an item, where that is open. One that was passed over, and still stands, is sent by itself.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<TVerdict> SettleAsync(TItem item, TVerdict verdict, CancellationToken cancellationToken)
    {
        while (verdict.Certainty is not (Certainty.Final or Certainty.TakenOn))
        {
            bool wasPassedOver = verdict.Certainty == Certainty.PassedOver;
            long began = time.GetTimestamp();
            verdict = await operation.LookAsync(item, verdict, operation.PatienceFor(verdict), cancellationToken).ConfigureAwait(false);
            if (wasPassedOver && verdict.Certainty == Certainty.Again && item.Count?.Fork(time.GetElapsedTime(began)) is { MayGoOn: true } count)
            {
                item.Reopen();
                var ticket = new FixedTicket<TItem, TVerdict>([item]);
                await SendAgainAsync(ticket, count, cancellationToken).ConfigureAwait(false);
                (_, verdict) = ticket.Verdicts.Single();
            }
        }

        return verdict;
    }

    /// <summary>Makes what comes out for an item that is settled. What the exchange took on is followed before, where somebody wants to know how it ends.</summary>
    /// <param name="item">The item.</param>
    /// <param name="verdict">What is said of it.</param>
    /// <param name="follows">How long to follow it; null for not at all.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<TResult> FinishAsync(TItem item, TVerdict verdict, Patience? follows, CancellationToken cancellationToken)
    {
        if (follows is null || verdict.Certainty != Certainty.TakenOn)
        {
            return operation.Finish(item, verdict);
        }

        try
        {
            return operation.Finish(item, await operation.LookAsync(item, verdict, follows, cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // It does not come out, but who listens hears how far it had come.
            operation.Finish(item, verdict);
            throw;
        }
    }

    private async Task SendAsync(Ticket<TItem, TVerdict> ticket, RepeatCount count, bool isRepeat, CancellationToken cancellationToken)
    {
        using var batch = new RunBatch<TItem, TVerdict, TResult>(operation, ticket, count, cancellationToken);
        try
        {
            if (isRepeat)
            {
                await PauseAsync(count, batch).ConfigureAwait(false);
            }

            while (await caller.CallAsync(operation.Route, batch.Write, count, batch.LookMeanwhile, batch.AllJudged).ConfigureAwait(false) is { } call
                && batch.Judge(call))
            {
                batch.LookMeanwhile();
                await PauseAsync(count, batch).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && batch.AllJudged.IsCancellationRequested)
        {
            // What was on its way once more is known by now.
        }
        finally
        {
            await batch.EndLooksAsync().ConfigureAwait(false);
        }
    }

    private Task PauseAsync(RepeatCount count, RunBatch<TItem, TVerdict, TResult> batch) =>
        Pause.ForAsync(
            RepeatRules.PauseAfter(count.Tries, jitter, batch.Open.Exists(item => item.IsSettling), caller.Connection.Budgets.Of(operation.Route.Bucket) is { IsScarce: true }),
            time,
            batch.AllJudged);
}
