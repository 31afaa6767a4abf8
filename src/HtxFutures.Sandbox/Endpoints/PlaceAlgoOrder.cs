using HtxFutures.Sandbox.Books.Algo;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>POST /v5/algo/order (desk facts 1.2). The answer is a list of one, and leaves before the algo order is in effect.</summary>
internal static class PlaceAlgoOrder
{
    public static Answer Serve(ApiCall call)
    {
        SandboxAlgoTemplate terms = AlgoTerms.Read(call);
        if (terms.ClientAlgoId is { } clientId && call.Algos.Resolve(null, null, clientId) is not null)
        {
            return Answer.Refused(call.Options.DuplicateClientIdCode);
        }

        BookedAlgo algo = call.Algos.Add(terms, call.Options.AlgoLag);
        return Answer.Success(wire =>
        {
            wire.Json.WriteStartArray();
            wire.Json.WriteStartObject();
            wire.Id("algo_id", algo.View.AlgoId);
            wire.Id("algo_client_order_id", algo.Terms.ClientAlgoId);
            wire.UnknownMember();
            wire.Json.WriteEndObject();
            wire.Json.WriteEndArray();
        });
    }
}
