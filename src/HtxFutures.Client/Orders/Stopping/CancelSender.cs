using HtxFutures.Calls;
using HtxFutures.Time;

namespace HtxFutures.Orders.Stopping;

/// <summary>
/// Sends cancels, and judges each order by what was answered. It goes on until every order is judged: what it could not
/// find out is for others to settle, so that sending never waits for looking.
/// </summary>
internal sealed class CancelSender(Caller caller, CancelSettlement settlement, TimeProvider time, Random jitter)
{
    /// <summary>Orders that fit in one request (facts 2.2).</summary>
    public const int LargestBatch = 10;

    /// <summary>Sends the cancels that are there when their turn in the budget has come.</summary>
    /// <param name="take">Gives the orders to send, all of one contract and named by the same kind of id; none where there are none left.</param>
    /// <param name="judged">Takes what is to be said of each order as soon as it is known; every order that was taken is judged once.</param>
    /// <param name="cancellationToken">Gives it up; orders may then go unjudged.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task SendAsync(Func<IReadOnlyList<CancelTask>> take, Action<CancelTask, Judgement> judged, CancellationToken cancellationToken) =>
        SendAsync(take, caller.NewCount(), judged, isRepeat: false, cancellationToken);

    /// <summary>Sends cancels, after a pause, that were sent before in another way and did not run, or may not have.</summary>
    /// <param name="tasks">The orders: at most ten, of one contract, named by the same kind of id.</param>
    /// <param name="course">What was sent of them so far.</param>
    /// <param name="judged">Takes what is to be said of each order; every order is judged once.</param>
    /// <param name="cancellationToken">Gives it up; orders may then go unjudged.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task SendAgainAsync(IReadOnlyList<CancelTask> tasks, RepeatCount course, Action<CancelTask, Judgement> judged, CancellationToken cancellationToken) =>
        SendAsync(() => tasks, course.Fork(), judged, isRepeat: true, cancellationToken);

    private async Task SendAsync(
        Func<IReadOnlyList<CancelTask>> take, RepeatCount course, Action<CancelTask, Judgement> judged, bool isRepeat, CancellationToken cancellationToken)
    {
        using var batch = new CancelBatch(take, course, settlement, judged, cancellationToken);
        try
        {
            if (isRepeat)
            {
                await PauseAsync(course, batch).ConfigureAwait(false);
            }

            while (await caller.CallAsync(OrderRoutes.Cancel, batch.Write, course, batch.LookMeanwhile, batch.AllJudged).ConfigureAwait(false) is { } call
                && batch.Judge(call))
            {
                batch.LookMeanwhile();
                await PauseAsync(course, batch).ConfigureAwait(false);
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

    private Task PauseAsync(RepeatCount course, CancelBatch batch) =>
        Pause.ForAsync(RepeatRules.PauseAfter(course.Tries, jitter, settles: batch.Open.Exists(task => task.IsSettling)), time, batch.AllJudged);
}
