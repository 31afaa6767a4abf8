using HtxFutures.Sandbox.Books.Algo;
using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>GET /v5/algo/order (desk facts 1.1). Of one type; the answer is a list.</summary>
internal static class QueryAlgoOrder
{
    public static Answer Serve(ApiCall call)
    {
        SandboxAlgoType type = AlgoWords.TypeOf(call.Parameters.RequiredChoice("type", AlgoWords.Types));
        string? contract = call.OptionalContract();
        long? algoId = call.Parameters.Id("algo_id");
        string? clientId = call.Parameters.Find("algo_client_order_id") is { Length: > 0 } text ? text : null;
        if (algoId is null && clientId is null)
        {
            return call.MissingId("algo_id");
        }

        BookedAlgo? algo = call.Algos.Resolve(contract, algoId, clientId);
        BookedAlgo[] found = algo is { IsShown: true } && algo.Terms.Type == type ? [algo] : [];
        return found.Length > 0 || call.Options.AlgoNotFoundOnQueryCode == ReplyCode.Success
            ? Answer.Success(wire => AlgoShape.WriteAll(wire, found))
            : Answer.Refused(call.Options.AlgoNotFoundOnQueryCode);
    }
}
