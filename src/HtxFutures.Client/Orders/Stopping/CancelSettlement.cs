using HtxFutures.Runs;

namespace HtxFutures.Orders.Stopping;

/// <summary>
/// Settles what a cancel's answer left open, by looking at the order, together with others in doubt: no answer came, the
/// answer did not name the order, or the exchange says that there is no such order, which it also says of one that has
/// just ended.
/// </summary>
internal sealed class CancelSettlement(Settlement<SoughtOrder, HtxOrder> settlement, TimeProvider time)
{
    /// <summary>Finds out what became of an order, where that is not known.</summary>
    /// <param name="task">The order.</param>
    /// <param name="judgement">What is known of it.</param>
    /// <param name="cancellationToken">Gives the settling up.</param>
    public async Task<HtxCancelResult> FinishAsync(CancelTask task, Judgement judgement, CancellationToken cancellationToken) =>
        Result(task, judgement.Known ?? CancelVerdicts.Of(task, judgement, await LookAsync(task, Patience(judgement), cancellationToken).ConfigureAwait(false)));

    /// <summary>Looks at an order.</summary>
    public Task<Sight<HtxOrder>> LookAsync(CancelTask task, Patience patience, CancellationToken cancellationToken) =>
        settlement.AskAsync(new SoughtOrder(task.Order, task.Shown?.CreatedAt, task.MayHaveRun || task.Shown is not null), patience, cancellationToken);

    /// <summary>Looks at an order while it is sent again.</summary>
    /// <returns>What became of it; null where that is not known yet.</returns>
    public async Task<Verdict?> LookMeanwhileAsync(CancelTask task, CancellationToken cancellationToken) =>
        (await LookAsync(task, Runs.Patience.Meanwhile, cancellationToken).ConfigureAwait(false)).State is { IsFinal: true } order ? CancelVerdicts.Final(task, order) : null;

    /// <summary>The order's result.</summary>
    public HtxCancelResult Result(CancelTask task, Verdict verdict) => task.ToResult(verdict, time.GetElapsedTime(task.Started));

    private static Patience Patience(Judgement judgement) => judgement.Verdict?.Outcome switch
    {
        null => Runs.Patience.Once,
        CancelOutcome.Filled => Runs.Patience.ForDetails,
        _ => Runs.Patience.Thrice, // it is over, and may not be listed yet
    };
}
