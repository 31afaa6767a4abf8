using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Books.Positions;
using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>POST /v5/trade/position (desk facts 2.2): closes a whole side at market. The answer says that it was accepted, no more.</summary>
internal static class ClosePosition
{
    public static Answer Serve(ApiCall call)
    {
        Parameters parameters = call.Parameters;
        string contract = call.RequiredContract();
        string marginMode = parameters.RequiredChoice("margin_mode", OrderWords.MarginModes);
        string side = call.PositionSide(parameters.RequiredChoice("position_side", OrderWords.PositionSides));
        if (parameters.Find("volume") is not null)
        {
            return Answer.Refused(ReplyCode.VolumeOfClose);
        }

        long? clientId = parameters.ClientOrderId();
        BookedPosition? position = call.Positions.Find(new PositionKey(contract, marginMode, side));
        int refusal = RefusalOf(call, position, clientId);
        if (refusal != ReplyCode.Success)
        {
            return Answer.Refused(refusal);
        }

        BookedOrder order = call.Account.Books.Closes.Begin(position!, clientId, Shortfall(call));
        return Answer.Success(wire => wire.Ids(order.View));
    }

    /// <summary>The code of what pending orders hold, or of what is not there: the same, by default.</summary>
    public static int RefusalOf(ApiCall call, BookedPosition? position) =>
        position is null ? call.Options.NoPositionCode
        : call.Options.PendingOrdersBlockClose && call.Valuation.HeldOf(position) > 0 ? ReplyCode.NoClosableAmount
        : ReplyCode.Success;

    /// <summary>How many contracts of a close find a counterpart, where a fault says so.</summary>
    public static decimal? Shortfall(ApiCall call) => call.Faults?.Take(FaultKind.ShortClose)?.Rule is { } fault ? fault.Amount ?? 0 : null;

    private static int RefusalOf(ApiCall call, BookedPosition? position, long? clientId)
    {
        int closable = RefusalOf(call, position);
        int unique = call.IsInUse(clientId) ? call.Options.DuplicateClientIdCode : ReplyCode.Success;
        (int first, int second) = call.Options.CloseLooksAtPositionFirst ? (closable, unique) : (unique, closable);
        return first != ReplyCode.Success ? first : second;
    }
}
