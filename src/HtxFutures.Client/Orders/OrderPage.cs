namespace HtxFutures.Orders;

/// <summary>A page of orders that is asked for, for messages.</summary>
/// <param name="State">The word for what the orders are: open, finished.</param>
/// <param name="ContractCode">Their contract; null for every one.</param>
internal sealed record OrderPage(string State, string? ContractCode)
{
    /// <summary>Which orders.</summary>
    public override string ToString() => $"{State} orders of {ContractCode ?? "every contract"}";
}
