using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>POST /v5/trade/cancel_order (facts 2.1). No margin mode: an isolated order is found just the same.</summary>
internal static class CancelOrder
{
    public static Answer Serve(ApiCall call)
    {
        string contract = call.RequiredContract();
        long? orderId = call.Parameters.Id("order_id");
        long? clientId = call.Parameters.Id("client_order_id");
        if (orderId is null && clientId is null)
        {
            return call.MissingId();
        }

        BookedOrder? order = call.Book.Resolve(contract, orderId, clientId);
        int code = call.Book.RequestCancel(order, ItemFates.Draw(call.Faults, [order is { MayGetAway: true }]).FillsInstead(0));
        return code == ReplyCode.Success
            ? Answer.Success(wire => wire.Ids(order!.View))
            : Answer.Refused(code);
    }
}
