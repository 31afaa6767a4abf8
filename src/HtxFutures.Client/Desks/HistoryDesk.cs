using HtxFutures.Calls;
using HtxFutures.Past.Fills;
using HtxFutures.Past.Finished;

namespace HtxFutures;

/// <summary>The desk for what is over: finished orders, and executions. Safe to use from many threads.</summary>
public sealed class HistoryDesk
{
    private readonly Caller _caller;

    internal HistoryDesk(Caller caller) => _caller = caller;

    /// <summary>Lists finished orders, newest first by their creation, back to 90 days. Nothing is sent before it is read.</summary>
    /// <param name="query">Which ones.</param>
    /// <exception cref="HtxException">The query is refused.</exception>
    public PastReading<HtxOrder> ListOrders(FinishedOrdersQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return FinishedOrderListing.Read(query, _caller);
    }

    /// <summary>Lists executions, newest first, back to three days. Those of the last seconds may still be missing. Nothing is sent before it is read.</summary>
    /// <param name="query">Which ones.</param>
    /// <exception cref="HtxException">The query is refused.</exception>
    public PastReading<HtxFill> ListFills(FillsQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return FillListing.Read(query, _caller);
    }

    /// <summary>The same desk, whose requests somebody hears of.</summary>
    internal HistoryDesk HeardBy(IRequestListener requests) => new(_caller.HeardBy(requests));
}
