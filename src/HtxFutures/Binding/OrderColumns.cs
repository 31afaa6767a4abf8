namespace HtxFutures.Binding;

/// <summary>By which columns a row names an order: as our own rows do, and as the exchange does.</summary>
internal sealed record OrderColumns(string[] Id, string[] ClientId)
{
    private static readonly OrderColumns s_order = new(["OrderId", "order_id", "Id"], ["ClientOrderId", "client_order_id"]);

    // A result has the ids of an algo order under the names that those of all orders have.
    private static readonly OrderColumns s_algoOrder = new(
        ["AlgoId", "algo_id", "OrderId", "order_id", "Id"], ["ClientAlgoId", "algo_client_order_id", "ClientOrderId", "client_order_id"]);

    public string[] Contract { get; } = ["ContractCode", "contract_code"];

    /// <summary>The name of the session it was listed by.</summary>
    public string[] Account { get; } = ["Account"];

    /// <summary>What sort of order it is.</summary>
    public string[] Kind { get; } = ["Kind"];

    /// <summary>Those for orders of a kind.</summary>
    public static OrderColumns Of(OrderKind kind) => kind == OrderKind.AlgoOrder ? s_algoOrder : s_order;
}
