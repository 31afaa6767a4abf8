using HtxFutures.Sandbox.Books;
using HtxFutures.Sandbox.Books.Fills;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>GET /v5/trade/order/details (desk facts 4.3): the executions of the last three days, of both margin modes.</summary>
internal static class ListFills
{
    private static readonly TimeSpan s_memory = TimeSpan.FromDays(3);

    public static Answer Serve(ApiCall call)
    {
        string? contract = call.Options.FillsNeedContract ? ListFinishedOrders.Contract(call) : call.OptionalContract();
        string? orderId = call.Parameters.Id("order_id") is { } id ? OrderId.Text(id) : null;
        Period period = call.Period(s_memory);
        (Cursor cursor, int size) = call.Page(newestFirst: !call.Options.FinishedOldestFirst);
        DateTimeOffset latest = call.Clock.Now - call.Options.FillLag;

        BookedFill[] fills = call.Fills.Walk(cursor)
            .Where(fill => contract is null || fill.View.ContractCode == contract)
            .Where(fill => orderId is null || fill.View.OrderId == orderId)
            .Where(fill => period.Has(fill.View.At) && fill.View.At <= latest)
            .Take(size)
            .ToArray();
        return Answer.Success(wire => FillShape.WriteAll(wire, fills, call.Clock.Now));
    }
}
