using System.Collections.Concurrent;

namespace HtxFutures.Runs;

/// <summary>A ticket for items that are known from the beginning.</summary>
/// <param name="items">The items.</param>
internal sealed class FixedTicket<TItem, TVerdict>(IReadOnlyList<TItem> items) : Ticket<TItem, TVerdict>
{
    private readonly ConcurrentQueue<(TItem Item, TVerdict Verdict)> _verdicts = new();

    /// <summary>What was said of each so far.</summary>
    public IEnumerable<(TItem Item, TVerdict Verdict)> Verdicts => _verdicts;

    /// <inheritdoc/>
    public override IReadOnlyList<TItem> Redeem() => items;

    /// <inheritdoc/>
    public override void Judged(TItem item, TVerdict verdict) => _verdicts.Enqueue((item, verdict));
}
