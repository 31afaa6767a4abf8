namespace HtxFutures.Orders.Stopping;

/// <summary>What an answer says of an order: what became of it, or why that must be found out, or that it should be sent again.</summary>
/// <param name="Verdict">What became of it; null where that is open.</param>
/// <param name="Reason">Why it is open; null where it is not.</param>
/// <param name="IsBusy">Whether the exchange was too busy for it, and it should be sent again.</param>
/// <param name="IsToBeSeen">Whether the order is to be looked at all the same: the answer does not tell all.</param>
internal readonly record struct Judgement(Verdict? Verdict = null, HtxException? Reason = null, bool IsBusy = false, bool IsToBeSeen = false)
{
    /// <summary>What became of it, where nothing is left to be found out.</summary>
    public Verdict? Known => IsToBeSeen ? null : Verdict;
}
