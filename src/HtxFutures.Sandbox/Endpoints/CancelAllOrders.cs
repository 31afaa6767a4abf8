using HtxFutures.Sandbox.Books;
using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>POST /v5/trade/cancel_all_orders (facts 2.3). Without a filter it means every open order of the account.</summary>
internal static class CancelAllOrders
{
    public static Answer Serve(ApiCall call)
    {
        string? contract = call.OptionalContract();
        string? side = call.Parameters.Choice("side", OrderWords.Sides);
        string? positionSide = call.Parameters.Choice("position_side", OrderWords.PositionSides);
        BookedOrder[] orders = call.Book.Open.Walk(contract, new Cursor(0))
            .Where(order => side is null || order.View.Side == side)
            .Where(order => positionSide is null || order.View.PositionSide == positionSide)
            .ToArray();
        if (call.Options.CancelAllTakesAlgoOrders)
        {
            call.Algos.RequestCancelAll(contract);
        }

        if (orders.Length == 0 && call.Options.NothingToCancel == NothingToCancel.Code1051)
        {
            return Answer.Refused(ReplyCode.NoCancellableOrders);
        }

        ItemFates fates = ItemFates.Draw(call.Faults, Array.ConvertAll(orders, order => order.MayGetAway));
        OrderItem[] items = orders.Select((order, index) => Cancel(call, order, fates, index)).ToArray();
        items = ItemFates.Arrange(call.Faults, items);
        return Answer.Success(wire => OrderItem.WriteAll(wire, items));
    }

    private static OrderItem Cancel(ApiCall call, BookedOrder order, ItemFates fates, int index) => new(
        fates.RefusalOf(index) ?? call.Book.RequestCancel(order, fates.FillsInstead(index)),
        null,
        order.View.OrderId,
        order.View.ClientOrderId);
}
