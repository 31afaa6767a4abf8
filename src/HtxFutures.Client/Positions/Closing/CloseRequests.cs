using HtxFutures.Calls;
using HtxFutures.Orders;

namespace HtxFutures.Positions.Closing;

/// <summary>The request that closes a position.</summary>
internal static class CloseRequests
{
    /// <summary>
    /// Closes the whole of one side at market (desk facts 2.2). Run twice, it could close what was opened in between, so
    /// that nothing is sent again here that may have run; and it goes ahead, since an open position does not wait.
    /// </summary>
    public static readonly Route Close = Route.Trade("/v5/trade/position", Repeat.OnlyIfNotRun) with { GoesAhead = true };

    /// <summary>Closes a position. There is no volume in it: with one the exchange refuses it (4011).</summary>
    /// <param name="position">Which one.</param>
    /// <param name="clientOrderId">The id that the close can be found by.</param>
    public static ApiRequest Write(PositionReference position, string clientOrderId) => ApiRequest.Post(Close, position, json =>
    {
        json.WriteString("contract_code", position.ContractCode);
        json.WriteString("margin_mode", OrderWords.MarginModes[position.MarginMode]);
        json.WriteString("position_side", OrderWords.PositionSides[position.PositionSide]);
        json.WriteString("client_order_id", clientOrderId);
    });
}
