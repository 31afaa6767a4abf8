using System.Text.Json;
using HtxFutures.Calls;
using HtxFutures.Calls.Signing;

namespace HtxFutures.Orders;

/// <summary>The requests about orders, as the exchange wants them written (facts 2.1 to 2.3, 2.7).</summary>
internal static class OrderRequests
{
    private static readonly JsonEncodedText s_contractCode = JsonEncodedText.Encode("contract_code");

    /// <summary>Cancels one order. Ids travel as text: as numbers they exceed what JSON readers hold exactly (facts 7.2).</summary>
    public static ApiRequest Cancel(OrderReference order) => ApiRequest.Post(OrderRoutes.Cancel, order, json =>
    {
        json.WriteString(s_contractCode, order.ContractCode);
        json.WriteString(order.IdParameter, order.Id);
    });

    /// <summary>Cancels up to ten orders (facts 2.2): of one contract, and named by one kind of id, since it is not known how the exchange counts two lists.</summary>
    public static ApiRequest CancelBatch(IReadOnlyList<OrderReference> orders) => ApiRequest.Post(OrderRoutes.CancelBatch, new OrderBatch(orders), json =>
    {
        json.WriteString(s_contractCode, orders[0].ContractCode);
        json.WriteStartArray(orders[0].IdParameter);
        foreach (OrderReference order in orders)
        {
            json.WriteStringValue(order.Id);
        }

        json.WriteEndArray();
    });

    /// <summary>Looks one order up. Without a margin mode the exchange assumes cross; a contract is not a must (facts 2.7).</summary>
    public static ApiRequest Find(OrderReference order, MarginMode marginMode)
    {
        QueryParameter[] contract = order.ContractCode.Length > 0 ? [new("contract_code", order.ContractCode)] : [];
        QueryParameter mode = new("margin_mode", OrderWords.MarginModes[marginMode]);
        return new(OrderRoutes.Find, order)
        {
            Query = order.OrderId is not null ? [.. contract, mode, new("order_id", order.Id)] : [new("client_order_id", order.Id), .. contract, mode],
        };
    }

    /// <summary>Asks for one open order, whichever: shows that the key may read.</summary>
    public static ApiRequest Probe { get; } = new(OrderRoutes.ListOpen, new OrderPage("open", null)) { Query = [new("limit", "1")] };
}
