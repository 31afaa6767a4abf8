using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>GET /v5/trade/order (facts 2.7). Without a margin mode only cross orders are seen.</summary>
internal static class QueryOrder
{
    public static Answer Serve(ApiCall call)
    {
        string? contract = call.OptionalContract();
        string marginMode = call.Parameters.Choice("margin_mode", OrderWords.MarginModes) ?? "cross";
        long? orderId = call.Parameters.Id("order_id");
        long? clientId = call.Parameters.Id("client_order_id");
        if (orderId is null && clientId is null)
        {
            return call.MissingId();
        }

        BookedOrder? order = call.Book.Resolve(contract, orderId, clientId);
        return order?.View.MarginMode == marginMode
            ? Answer.Success(wire => Write(wire, order, call.Clock.Now))
            : Answer.Refused(call.Options.OrderNotFoundOnQueryCode);
    }

    private static void Write(WireWriter wire, BookedOrder order, DateTimeOffset now)
    {
        if (!wire.Options.OrderAsList)
        {
            OrderShape.Write(wire, order, now, withRealProfit: true);
            return;
        }

        wire.Json.WriteStartArray();
        OrderShape.Write(wire, order, now, withRealProfit: true);
        wire.Json.WriteEndArray();
    }
}
