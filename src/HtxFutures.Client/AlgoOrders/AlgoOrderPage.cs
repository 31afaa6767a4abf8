namespace HtxFutures.AlgoOrders;

/// <summary>A page of algo orders that is asked for, for messages.</summary>
/// <param name="State">The word for what they are: active, finished.</param>
/// <param name="Type">Their type.</param>
/// <param name="ContractCode">Their contract; null for every one.</param>
internal sealed record AlgoOrderPage(string State, AlgoOrderType Type, string? ContractCode)
{
    /// <summary>Which ones.</summary>
    public override string ToString() => $"{State} algo orders of type {Type} of {ContractCode ?? "every contract"}";
}
