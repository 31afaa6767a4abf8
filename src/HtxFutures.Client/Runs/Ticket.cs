namespace HtxFutures.Runs;

/// <summary>
/// Stands for items that are to be sent, while their request waits for its place in the budget. It is redeemed when the
/// turn has come, so that late items fill the request; each item that it gave is judged on it once.
/// </summary>
internal abstract class Ticket<TItem, TVerdict>
{
    /// <summary>Gives the items, all of which may travel together; none where there are none left.</summary>
    public abstract IReadOnlyList<TItem> Redeem();

    /// <summary>Takes what is to be said of an item, as soon as it is known.</summary>
    public abstract void Judged(TItem item, TVerdict verdict);
}
