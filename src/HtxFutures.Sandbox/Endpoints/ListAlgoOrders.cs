using HtxFutures.Sandbox.Books;
using HtxFutures.Sandbox.Books.Algo;
using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>GET /v5/algo/order/opens and /v5/algo/order/history (desk facts 1.5): of one type, which leaves out the others, also those that are part of it.</summary>
internal static class ListAlgoOrders
{
    private static readonly TimeSpan s_memory = TimeSpan.FromDays(90);

    public static Answer ServeOpen(ApiCall call)
    {
        long? algoId = call.Parameters.Id("algo_id");
        string? clientId = call.Parameters.Find("algo_client_order_id") is { Length: > 0 } text ? text : null;
        bool isAll = algoId is null && clientId is null;
        BookedAlgo? named = isAll ? null : call.Algos.Resolve(null, algoId, clientId);
        return Serve(call, isOpen: true, newestFirst: !call.Options.AlgosOldestFirst, algo => isAll || algo == named);
    }

    public static Answer ServeFinished(ApiCall call)
    {
        IReadOnlyList<string> states = call.Parameters.Choices("states", AlgoWords.FinalStates) ?? AlgoWords.FinalStates;
        Period period = call.Period(s_memory);
        return Serve(call, isOpen: false, newestFirst: !call.Options.FinishedOldestFirst, algo =>
            states.Contains(AlgoWords.For(algo.View.State)) && period.Has(TimeOf(algo.View)));

        DateTimeOffset TimeOf(SandboxAlgoOrder algo) => call.Options.FinishedByCreation ? algo.CreatedAt : algo.UpdatedAt;
    }

    private static Answer Serve(ApiCall call, bool isOpen, bool newestFirst, Func<BookedAlgo, bool> isMeant)
    {
        IReadOnlyList<string> types = Types(call);
        string? contract = call.Options.AlgoListingNeedsContract ? call.RequiredContract() : call.OptionalContract();
        string? marginMode = call.Parameters.Choice("margin_mode", OrderWords.MarginModes);
        (Cursor cursor, int size) = call.Page(newestFirst);
        BookedAlgo[] page = types
            .SelectMany(type => call.Algos.Shelves.Walk(AlgoWords.TypeOf(type), isOpen, cursor))
            .Where(algo => contract is null || algo.Terms.ContractCode == contract)
            .Where(algo => marginMode is null || algo.Terms.MarginMode == marginMode)
            .Where(isMeant)
            .Take(size)
            .ToArray();
        return Answer.Success(wire => AlgoShape.WriteAll(wire, page));
    }

    private static IReadOnlyList<string> Types(ApiCall call) => call.Options.AlgoTypesAsList
        ? call.Parameters.Choices("type", AlgoWords.Types) ?? [call.Parameters.Required("type")]
        : [call.Parameters.RequiredChoice("type", AlgoWords.Types)];
}
