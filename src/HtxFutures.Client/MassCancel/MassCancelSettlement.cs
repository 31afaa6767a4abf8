using HtxFutures.Cancelling;
using HtxFutures.Http;
using HtxFutures.Orders;
using HtxFutures.Time;

namespace HtxFutures.MassCancel;

/// <summary>
/// Finds out what became of the orders that the answer to a mass cancel leaves open. A listing of the open orders says
/// of a hundred at once whether they are, so that many doubts do not cost as many requests.
/// </summary>
internal sealed class MassCancelSettlement(OrderListing listing, FinalOrderSearch search, CancelSettlement settlement, TimeProvider time, Random jitter)
{
    // A cancel takes some tens of milliseconds (facts 2.1), so an order that is still shown as open is looked at again.
    private const int MostLooks = 3;

    /// <summary>Settles what can be settled by looking.</summary>
    /// <param name="scope">What was to be cancelled.</param>
    /// <param name="doubts">The orders, each with its contract.</param>
    /// <param name="report">Takes each order's verdict as soon as it is known.</param>
    /// <param name="cancellationToken">Gives the settling up.</param>
    /// <returns>The orders that the exchange goes on showing as open, each as it is shown; all others were reported.</returns>
    public async Task<List<(MassCancelDoubt Doubt, HtxOrder Order)>> SettleAsync(
        MassCancelScope scope, IReadOnlyList<MassCancelDoubt> doubts, Action<CancelTask, Verdict> report, CancellationToken cancellationToken)
    {
        List<(MassCancelDoubt Doubt, HtxOrder Order)> standing;
        try
        {
            standing = await LookAsync(scope, doubts, cancellationToken).ConfigureAwait(false);
        }
        catch (HtxException failure)
        {
            // The same for all: to ask for each would meet the same, many times over.
            ReportNotAsked(doubts, failure, report);
            return [];
        }

        var tasks = standing.Select(each => each.Doubt.Task).ToHashSet();
        await Task.WhenAll(doubts
            .Where(doubt => !tasks.Contains(doubt.Task))
            .GroupBy(doubt => doubt.Task.Order.ContractCode)
            .Select(contract => SettleEndedAsync(contract.Key, [.. contract], report, cancellationToken))).ConfigureAwait(false);
        return standing;
    }

    /// <returns>Those that are still open after some looks.</returns>
    private async Task<List<(MassCancelDoubt Doubt, HtxOrder Order)>> LookAsync(
        MassCancelScope scope, IReadOnlyList<MassCancelDoubt> doubts, CancellationToken cancellationToken)
    {
        List<(MassCancelDoubt Doubt, HtxOrder Order)> standing = [];
        for (int look = 1; look == 1 || (look <= MostLooks && standing.Count > 0); look++)
        {
            await Pause.ForAsync(RepeatRules.PauseAfter(look, jitter), time, cancellationToken).ConfigureAwait(false);
            var open = new Dictionary<string, HtxOrder>();
            await foreach (HtxOrder order in listing.ListOpenAsync(scope.ContractCode, null, cancellationToken).ConfigureAwait(false))
            {
                open[order.OrderId] = order;
            }

            standing = [];
            foreach (MassCancelDoubt doubt in doubts)
            {
                if (Find(doubt.Task.Order, open) is { } order)
                {
                    standing.Add((doubt, order));
                }
            }
        }

        return standing;
    }

    private static HtxOrder? Find(OrderReference order, Dictionary<string, HtxOrder> open) => order.OrderId is { } id
        ? open.GetValueOrDefault(id)
        : open.Values.FirstOrDefault(order.Means);

    /// <summary>Finds out how orders ended that are not open any more.</summary>
    private async Task SettleEndedAsync(string contractCode, List<MassCancelDoubt> doubts, Action<CancelTask, Verdict> report, CancellationToken cancellationToken)
    {
        Dictionary<string, HtxOrder> found = [];
        if (doubts.Count >= FinalOrderSearch.FewestToList)
        {
            try
            {
                found = await search.SearchListingAsync(contractCode, doubts.Select(doubt => doubt.Task.Order), cancellationToken).ConfigureAwait(false);
            }
            catch (HtxException failure)
            {
                ReportNotAsked(doubts, failure, report);
                return;
            }
        }

        await Task.WhenAll(doubts.Select(async doubt =>
        {
            Verdict verdict = doubt.Task.Order.OrderId is { } id && found.TryGetValue(id, out HtxOrder? order)
                ? CancelSettlement.ByState(doubt.Task, doubt.Reason, order)
                : await settlement.SettleAsync(doubt.Task, doubt.Reason, cancellationToken).ConfigureAwait(false);
            report(doubt.Task, verdict);
        })).ConfigureAwait(false);
    }

    private static void ReportNotAsked(IEnumerable<MassCancelDoubt> doubts, HtxException failure, Action<CancelTask, Verdict> report)
    {
        foreach (MassCancelDoubt doubt in doubts)
        {
            report(doubt.Task, CancelSettlement.NotAsked(doubt.Task, doubt.Reason, failure));
        }
    }
}
