using HtxFutures.Sandbox.Books;
using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>POST /v5/trade/cancel_batch_orders (facts 2.2). One result per order, even when both arrays or one array twice name it.</summary>
internal static class CancelBatchOrders
{
    private const int MaxOrders = 10;

    public static Answer Serve(ApiCall call)
    {
        string contract = call.RequiredContract();
        List<NamedOrder> named = Read(call, contract);
        if (named.Count == 0)
        {
            return call.MissingId();
        }

        NamedOrder[] orders = named.DistinctBy(name => (object?)name.Order ?? name).ToArray();
        if ((call.Options.BatchLimitCountsIds ? named.Count : orders.Length) > MaxOrders)
        {
            return Answer.Refused(ReplyCode.BatchTooLarge);
        }

        ItemFates fates = ItemFates.Draw(call.Faults, Array.ConvertAll(orders, name => name.Order is { MayGetAway: true }));
        OrderItem[] items = orders.Select((name, index) => Cancel(call, name, fates, index)).ToArray();
        items = ItemFates.ArrangeBatch(call, items);
        return Answer.Success(wire => OrderItem.WriteAll(wire, items));
    }

    private static List<NamedOrder> Read(ApiCall call, string contract)
    {
        // Batches exist as POST only, so the parameters are those of a body.
        BodyParameters body = (BodyParameters)call.Parameters;
        List<NamedOrder> named = [];
        foreach (string text in body.Ids("order_id"))
        {
            bool isId = OrderId.TryParse(text, out long id);
            named.Add(new(text, false, isId, isId ? call.Book.Resolve(contract, id, null) : null));
        }

        foreach (string text in body.Ids("client_order_id"))
        {
            bool isId = OrderId.TryParse(text, out long id);
            named.Add(new(text, true, isId, isId ? call.Book.Resolve(contract, null, id) : null));
        }

        return named;
    }

    private static OrderItem Cancel(ApiCall call, NamedOrder name, ItemFates fates, int index)
    {
        int code = fates.RefusalOf(index)
            ?? (name.IsId ? call.Book.RequestCancel(name.Order, fates.FillsInstead(index)) : ReplyCode.IllegalParameter);
        if (code == ReplyCode.Success)
        {
            return new OrderItem(code, null, name.Order!.View.OrderId, name.Order.View.ClientOrderId);
        }

        string field = name.IsClientId ? "client_order_id" : "order_id";
        if (call.Options.FailedItemsFillOnlySentField)
        {
            return new OrderItem(code, field, name.IsClientId ? null : name.Sent, name.IsClientId ? name.Sent : null);
        }

        return new OrderItem(
            code, field, name.Order?.View.OrderId ?? name.Sent, name.Order?.View.ClientOrderId ?? name.Sent);
    }

    /// <summary>An id as sent, in which array, whether it is one at all, and the order it names, null for an unknown one.</summary>
    private sealed record NamedOrder(string Sent, bool IsClientId, bool IsId, BookedOrder? Order);
}
