using HtxFutures.Calls;
using HtxFutures.Listings;
using HtxFutures.Orders;

namespace HtxFutures.Past.Finished;

/// <summary>The finished orders of the last 90 days (desk facts 4.2). The exchange lists each contract and margin mode by itself.</summary>
internal static class FinishedOrderListing
{
    // Their rows are told apart by the orders' ids: the rows' own lead from page to page. Of their times, creation is the one that older
    // pages name and that the rows' ids follow.
    private static readonly PastKind<HtxOrder> s_kind = new(
        "finished orders", TimeSpan.FromDays(90), order => order.OrderId, order => order.CreatedAt, order => order.UpdatedAt);

    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: the query is refused.</exception>
    public static PastReading<HtxOrder> Read(FinishedOrdersQuery query, Caller caller)
    {
        string[] contracts = PastContracts.Check(query);
        PastContracts.RequireAny(contracts.Length);
        PastSpan span = PastSpan.Of(query, s_kind.Rows, s_kind.Kept, caller.Connection.Clock.Now);
        Pages<HtxOrder> pages = PastRequests.Pages<HtxOrder>(
            order => order.Cursor, order => order.OrderId, (one, other) => one.State == other.State, query.ReadsAhead);
        var lists =
            from contract in contracts
            from mode in query.MarginMode is { } one ? [one] : OrderLookup.MarginModes
            select new PastList<HtxOrder>(contract, mode, s_kind, (piece, stop) => List(contract, mode, piece, pages, caller.Connection.Account).ReadAsync(caller, stop));
        return new PastReading<HtxOrder>(span, s_kind, lists, order => IsMeant(order, query));
    }

    private static Listing<HtxOrder> List(string contract, MarginMode mode, ListedSpan piece, Pages<HtxOrder> pages, HtxAccount account) => PastRequests.Make(
        OrderRoutes.ListFinished, s_kind.Rows, contract, piece, [("margin_mode", OrderWords.MarginModes[mode])], data => OrderReader.Read(data, account), pages);

    // What the exchange was not asked for may be there all the same. A state that nobody knows may be a final one.
    private static bool IsMeant(HtxOrder order, FinishedOrdersQuery query) =>
        (order.IsFinal || order.State == OrderState.Unknown)
        && (query.MarginMode is not { } mode || order.MarginMode == mode)
        && (query.States is not { Count: > 0 } states || states.Contains(order.State));
}
