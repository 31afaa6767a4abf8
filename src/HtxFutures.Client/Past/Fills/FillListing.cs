using HtxFutures.Calls;
using HtxFutures.Listings;
using HtxFutures.Orders;

namespace HtxFutures.Past.Fills;

/// <summary>The executions of the last three days (desk facts 4.3), of both margin modes in one list.</summary>
internal static class FillListing
{
    // An order asked for by its id costs two requests or more; more orders than this may well stand on fewer pages of their contract.
    private const int MostByTheirIds = 5;

    private static readonly PastKind<HtxFill> s_kind = new(
        "executions", TimeSpan.FromDays(3), fill => fill.Key, fill => fill.Time, fill => fill.Time);

    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: the query is refused.</exception>
    public static PastReading<HtxFill> Read(FillsQuery query, Caller caller)
    {
        string[] contracts = PastContracts.Check(query);
        HashSet<(string?, string?)> orders = [.. query.Orders.Select(Named)];
        PastContracts.RequireAny(contracts.Length + orders.Count);
        PastSpan span = PastSpan.Of(query, s_kind.Rows, s_kind.Kept, caller.Connection.Clock.Now, isAll: contracts.Length == 0);
        Pages<HtxFill> pages = PastRequests.Pages<HtxFill>(
            fill => fill.Cursor, fill => fill.Key, (one, other) => one.OrderId == other.OrderId && one.Volume == other.Volume, query.ReadsAhead);
        var lists =
            from list in contracts.Select(contract => (Contract: contract, OrderId: (string?)null)).Concat(Lists(orders, contracts))
            select new PastList<HtxFill>(
                list.Contract, null, s_kind, (piece, stop) => List(list.Contract, list.OrderId, piece, pages, caller.Connection.Account).ReadAsync(caller, stop));
        return new PastReading<HtxFill>(span, s_kind, lists, IsMeant);

        // What the exchange was not asked for may be there all the same.
        bool IsMeant(HtxFill fill) => (query.MarginMode is not { } mode || fill.MarginMode == mode)
            && (contracts.Contains(fill.ContractCode) || orders.Contains((fill.ContractCode, fill.OrderId)));
    }

    private static (string? Contract, string? OrderId) Named(OrderReference order) => order.OrderId is { } id
        ? (order.ContractCode, id)
        : throw new HtxException(HtxErrorKind.InvalidParameter, $"The order {order} is named by the client's id, and executions know the exchange's ids alone.") { Advice = "Look the order up first, and pass it on." };

    // Some are asked for by their ids; of many, all of the contract is read, and they are looked for.
    private static IEnumerable<(string Contract, string? OrderId)> Lists(IEnumerable<(string? Contract, string? OrderId)> orders, string[] whole) =>
        from contract in orders.GroupBy(order => order.Contract!, order => order.OrderId)
        where !whole.Contains(contract.Key)
        from id in contract.Count() > MostByTheirIds ? (string?[])[null] : [.. contract]
        select (contract.Key, id);

    private static Listing<HtxFill> List(string contract, string? orderId, ListedSpan piece, Pages<HtxFill> pages, HtxAccount account) => PastRequests.Make(
        PastRequests.ListFills, s_kind.Rows, contract, piece, [("order_id", orderId)], data => FillReader.Read(data, account), pages);
}
