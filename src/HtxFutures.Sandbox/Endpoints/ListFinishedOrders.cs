using HtxFutures.Sandbox.Books;
using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>GET /v5/trade/order/history (facts 2.9). Which of an order's times counts, the V5 pages do not say.</summary>
internal static class ListFinishedOrders
{
    private static readonly TimeSpan s_memory = TimeSpan.FromDays(90);

    public static Answer Serve(ApiCall call)
    {
        string contract = Contract(call);
        string marginMode = call.Parameters.RequiredChoice("margin_mode", OrderWords.MarginModes);
        string? type = call.Parameters.Choice("type", OrderWords.Types);
        IReadOnlyList<string> states = States(call.Parameters);
        Period period = call.Period(s_memory);
        (Cursor cursor, int size) = call.Page(newestFirst: !call.Options.FinishedOldestFirst);

        BookedOrder[] orders = call.Book.Finished.Walk(cursor)
            .Where(order => order.View.ContractCode == contract && order.View.MarginMode == marginMode)
            .Where(order => type is null || order.View.Type == type)
            .Where(order => states.Contains(OrderWords.For(order.View.State)))
            .Where(order => period.Has(TimeOf(order.View)))
            .Take(size)
            .ToArray();
        return Answer.Success(wire => ListOpenOrders.WriteAll(wire, orders, call.Clock.Now, withRealProfit: true));

        DateTimeOffset TimeOf(SandboxOrder order) => call.Options.FinishedByCreation ? order.CreatedAt : order.UpdatedAt;
    }

    /// <summary>The endpoints of what is over call a wrong contract code an invalid parameter (facts 2.9).</summary>
    public static string Contract(ApiCall call)
    {
        string contract = call.Parameters.Required("contract_code");
        return call.Venue.Contracts.Has(contract)
            ? contract
            : throw new RefusalException(ReplyCode.IllegalParameter, "contract_code");
    }

    /// <summary>The page calls the filter state, the newest official client states (facts 7, row 8); both are taken.</summary>
    private static IReadOnlyList<string> States(Parameters parameters) =>
        parameters.Choices(parameters.Find("states") is null ? "state" : "states", OrderWords.FinalStates) ?? OrderWords.FinalStates;
}
