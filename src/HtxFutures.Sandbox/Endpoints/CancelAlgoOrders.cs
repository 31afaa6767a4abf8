using HtxFutures.Sandbox.Books;
using HtxFutures.Sandbox.Books.Algo;
using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>POST /v5/algo/cancel_orders (desk facts 1.6). One result per algo order, even when two items name it.</summary>
internal static class CancelAlgoOrders
{
    public static Answer Serve(ApiCall call)
    {
        // Its body is an array: see the route.
        IReadOnlyList<BodyParameters> items = ((BodyItems)call.Parameters).All;
        if (items.Count == 0)
        {
            return call.MissingId("algo_id");
        }

        if (items.Count > call.Options.LargestAlgoBatch)
        {
            return Answer.Refused(ReplyCode.BatchTooLarge);
        }

        NamedAlgo[] named = items.Select(item => Read(call, item)).DistinctBy(name => (object?)name.Algo ?? name).ToArray();
        if (!call.Options.AlgoBatchAcrossContracts && items.Select(item => item.Find("contract_code")).Distinct().Count() > 1)
        {
            return Answer.Refused(ReplyCode.IllegalParameter, "contract_code");
        }

        if (call.Options.UnknownAlgoRefusesRequest && named.Any(name => name.Algo is null))
        {
            return Answer.Refused(call.Options.UnknownAlgoCode);
        }

        ItemFates fates = ItemFates.Draw(call.Faults, Array.ConvertAll(named, name => name.Algo is { MayGetAway: true }));
        AlgoCancelItem[] results = named.Select((name, index) => Cancel(call, name, fates, index)).ToArray();
        results = ItemFates.ArrangeBatch(call, results);
        return Answer.Success(wire => AlgoCancelItem.WriteAll(wire, results));
    }

    private static NamedAlgo Read(ApiCall call, BodyParameters item)
    {
        string contract = call.Contract(item.Required("contract_code"));
        string? algoId = item.Find("algo_id") is { Length: > 0 } text ? text : null;
        string? clientId = item.Find("algo_client_order_id") is { Length: > 0 } own ? own : null;
        if (algoId is null && clientId is null)
        {
            throw new RefusalException(call.Options.MissingIdCode, "algo_id");
        }

        long id = 0;
        bool isId = algoId is null || OrderId.TryParse(algoId, out id);
        BookedAlgo? algo = isId ? call.Algos.Resolve(contract, algoId is null ? null : id, clientId) : null;
        return new NamedAlgo(algoId, clientId, isId, algo);
    }

    private static AlgoCancelItem Cancel(ApiCall call, NamedAlgo name, ItemFates fates, int index)
    {
        int code = fates.RefusalOf(index)
            ?? (name.IsId ? call.Algos.RequestCancel(name.Algo, fates.FillsInstead(index)) : ReplyCode.IllegalParameter);
        bool isWhole = code == ReplyCode.Success || !call.Options.FailedItemsFillOnlySentField;
        return new AlgoCancelItem(
            code,
            name.AlgoId is null ? "algo_client_order_id" : "algo_id",
            name.AlgoId ?? (isWhole ? name.Algo?.View.AlgoId : null),
            isWhole && name.Algo is { } algo ? algo.Terms.ClientAlgoId : name.AlgoId is null ? name.ClientId : null);
    }

    /// <summary>The ids as sent, whether the exchange's is one at all, and the algo order they name, null for an unknown one.</summary>
    private sealed record NamedAlgo(string? AlgoId, string? ClientId, bool IsId, BookedAlgo? Algo);
}
