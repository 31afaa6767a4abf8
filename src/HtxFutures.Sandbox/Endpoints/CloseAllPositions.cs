using HtxFutures.Sandbox.Books.Positions;
using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>POST /v5/trade/position_all (desk facts 2.3): closes every side at market. No parameters; one result for each.</summary>
internal static class CloseAllPositions
{
    public static Answer Serve(ApiCall call)
    {
        BookedPosition[] positions = call.Positions.Open.ToArray();
        if (positions.Length == 0 && call.Options.CloseAllWhenFlatCode != ReplyCode.Success)
        {
            return Answer.Refused(call.Options.CloseAllWhenFlatCode);
        }

        ItemFates fates = ItemFates.Draw(call.Faults, new bool[positions.Length]);
        OrderItem[] items = ItemFates.Arrange(call.Faults, positions.Select((position, index) => Close(call, position, fates.RefusalOf(index))).ToArray());
        return Answer.Success(wire => OrderItem.WriteAll(wire, items));
    }

    private static OrderItem Close(ApiCall call, BookedPosition position, int? fate)
    {
        int code = fate ?? ClosePosition.RefusalOf(call, position);
        if (code != ReplyCode.Success)
        {
            return new OrderItem(code, null, null, null);
        }

        SandboxOrder order = call.Account.Books.Closes.Begin(position, null, ClosePosition.Shortfall(call)).View;
        return new OrderItem(code, null, order.OrderId, order.ClientOrderId);
    }
}
