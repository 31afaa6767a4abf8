namespace HtxFutures.Runs;

/// <summary>A ticket of a run: for those that stand in one of its queues when the turn has come.</summary>
/// <param name="run">The run.</param>
/// <param name="queue">The queue.</param>
internal sealed class RunTicket<TItem, TVerdict, TResult>(Run<TItem, TVerdict, TResult> run, RunQueue<TItem> queue) : Ticket<TItem, TVerdict>
    where TItem : RunItem
    where TVerdict : Verdict
{
    /// <inheritdoc/>
    public override IReadOnlyList<TItem> Redeem() => run.Admit(queue.Take());

    /// <inheritdoc/>
    public override void Judged(TItem item, TVerdict verdict) => run.Judged(item, verdict);
}
