namespace HtxFutures.Orders;

/// <summary>What orders of a kind and their ids are called, by the exchange and by people.</summary>
/// <param name="IdMember">The exchange's name for its id.</param>
/// <param name="ClientIdMember">The exchange's name for the client's id.</param>
/// <param name="Noun">One of them, for people.</param>
/// <param name="Waiting">Those that are not finished.</param>
internal sealed record OrderKindWords(string IdMember, string ClientIdMember, string Noun, string Waiting)
{
    private static readonly OrderKindWords s_order = new("order_id", "client_order_id", "order", "open orders");
    private static readonly OrderKindWords s_algoOrder = new("algo_id", "algo_client_order_id", "algo order", "active algo orders") { Id = "algo id", ClientId = "client algo id" };

    /// <summary>The exchange's id, for people.</summary>
    public string Id { get; private init; } = "order id";

    /// <summary>The client's id, for people.</summary>
    public string ClientId { get; private init; } = "client order id";

    /// <summary>Those of a kind.</summary>
    public static OrderKindWords Of(OrderKind kind) => kind == OrderKind.AlgoOrder ? s_algoOrder : s_order;
}
