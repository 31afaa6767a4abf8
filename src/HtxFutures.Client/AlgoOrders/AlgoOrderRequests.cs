using HtxFutures.Calls;
using HtxFutures.Orders;

namespace HtxFutures.AlgoOrders;

/// <summary>The requests about single algo orders, as the exchange wants them written (desk facts 1.1, 1.6).</summary>
internal static class AlgoOrderRequests
{
    /// <summary>
    /// Cancels up to ten algo orders. Each item names its contract, but it is not known whether several may be in one
    /// request, so all are of one.
    /// </summary>
    public static ApiRequest Cancel(IReadOnlyList<OrderReference> algos) => ApiRequest.PostList(AlgoOrderRoutes.Cancel, new OrderBatch(algos), json =>
    {
        foreach (OrderReference algo in algos)
        {
            json.WriteStartObject();
            json.WriteString("contract_code", algo.ContractCode);
            json.WriteString(algo.IdParameter, algo.Id);
            json.WriteEndObject();
        }
    });

    /// <summary>Looks one up. The exchange wants its type, and knows it as no other.</summary>
    public static ApiRequest Find(OrderReference algo, AlgoOrderType type) => new(AlgoOrderRoutes.Find, algo)
    {
        Query = [new(algo.IdParameter, algo.Id), new("contract_code", algo.ContractCode), new("type", AlgoOrderWords.Types[type])],
    };
}
