using HtxFutures.Calls;

namespace HtxFutures.Orders.Clearing;

/// <summary>Writes the request that cancels everything of a scope.</summary>
internal static class MassCancelRequest
{
    /// <summary>To repeat it does no harm, no more than with other cancels. It goes ahead: it does the work of many that wait.</summary>
    public static Route Route { get; } = Route.Trade("/v5/trade/cancel_all_orders", Repeat.Always) with { GoesAhead = true };

    /// <summary>Cancels every open order of a scope (facts 2.3). What is not written does not restrict: an empty body means the whole account.</summary>
    public static ApiRequest Write(MassCancelScope scope) => ApiRequest.Post(Route, $"all open orders of {scope}", json =>
    {
        if (scope.ContractCode is { } contractCode)
        {
            json.WriteString("contract_code", contractCode);
        }

        if (scope.Side is { } side)
        {
            json.WriteString("side", OrderWords.Sides[side]);
        }

        if (scope.PositionSide is { } positionSide)
        {
            json.WriteString("position_side", OrderWords.PositionSides[positionSide]);
        }
    });
}
