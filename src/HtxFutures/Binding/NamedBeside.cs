namespace HtxFutures.Binding;

/// <summary>
/// What a command line names beside an order in the pipeline. It completes the order; where it says otherwise the order is
/// refused, since it is no filter, and would name an order that is neither.
/// </summary>
/// <param name="kind">What sort of order is meant.</param>
/// <param name="contractCode">The contract; null where it is not given.</param>
/// <param name="orderIds">The exchange's ids; null where they are not given.</param>
/// <param name="clientOrderIds">The client's ids, likewise.</param>
internal sealed class NamedBeside(OrderKind kind, string? contractCode, string?[]? orderIds, string?[]? clientOrderIds)
{
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: the two differ.</exception>
    public NamedOrder Complete(NamedOrder order)
    {
        if (contractCode is null && orderIds is null && clientOrderIds is null)
        {
            return order;
        }

        Agree("ContractCode", order.ContractCode, [contractCode]);
        string what = kind == OrderKind.AlgoOrder ? "Algo" : "Order";
        bool hasId = Agree($"{what}Id", order.OrderId, orderIds) | Agree($"Client{what}Id", order.ClientOrderId, clientOrderIds);
        order = order with { ContractCode = First(order.ContractCode, [contractCode]) };
        return hasId ? order : order with { OrderId = First(order.OrderId, orderIds), ClientOrderId = First(order.ClientOrderId, clientOrderIds) };
    }

    private bool Agree(string parameter, string? own, string?[]? named)
    {
        bool hasOwn = !string.IsNullOrWhiteSpace(own);
        string[] given = [.. (named ?? []).Where(text => !string.IsNullOrWhiteSpace(text))!];
        return !hasOwn || given.Length == 0 || given.Any(text => string.Equals(text.Trim(), own!.Trim(), StringComparison.OrdinalIgnoreCase))
            ? hasOwn
            : throw new HtxException(HtxErrorKind.InvalidParameter, $"An order of the pipeline has the {parameter} '{own}', and -{parameter} says '{string.Join("', '", given)}'.")
            {
                Advice = $"Leave the parameter out. To filter: Get-Htx{kind} BTC-USDT | Stop-Htx{kind}.",
            };
    }

    private static string? First(string? own, string?[]? named) => string.IsNullOrWhiteSpace(own) ? named?.FirstOrDefault() : own;
}
