using HtxFutures.Sandbox.Books;
using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>GET /v5/trade/order/opens (facts 2.8). Without a margin mode both modes are listed.</summary>
internal static class ListOpenOrders
{
    public static Answer Serve(ApiCall call)
    {
        string? contract = call.OptionalContract();
        string? marginMode = call.Parameters.Choice("margin_mode", OrderWords.MarginModes);
        long? orderId = call.Parameters.Id("order_id");
        long? clientId = call.Parameters.Id("client_order_id");
        (Cursor cursor, int size) = call.Page(newestFirst: false);

        BookedOrder[] orders = Candidates(call, contract, orderId, clientId, cursor)
            .Where(order => marginMode is null || order.View.MarginMode == marginMode)
            .Take(size)
            .ToArray();
        return Answer.Success(wire => WriteAll(wire, orders, call.Clock.Now, withRealProfit: false));
    }

    public static void WriteAll(
        WireWriter wire, IEnumerable<BookedOrder> orders, DateTimeOffset now, bool withRealProfit)
    {
        wire.Json.WriteStartArray();
        foreach (BookedOrder order in orders)
        {
            OrderShape.Write(wire, order, now, withRealProfit);
        }

        wire.Json.WriteEndArray();
    }

    private static IEnumerable<BookedOrder> Candidates(
        ApiCall call, string? contract, long? orderId, long? clientId, Cursor cursor)
    {
        if (orderId is null && clientId is null)
        {
            return call.Book.Open.Walk(contract, cursor);
        }

        return call.Book.Resolve(contract, orderId, clientId) is { View.IsOpen: true } order ? [order] : [];
    }
}
