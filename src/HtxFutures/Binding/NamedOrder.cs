using HtxFutures.Orders;

namespace HtxFutures.Binding;

/// <summary>One order as it is named, by the command line or by the pipeline; nothing of it is checked yet.</summary>
/// <param name="ContractCode">The contract; null or blank where it is not named.</param>
/// <param name="OrderId">The exchange's id, likewise.</param>
/// <param name="ClientOrderId">The client's id, likewise.</param>
/// <param name="From">What of the pipeline names it; null where the command line does.</param>
internal sealed record NamedOrder(string? ContractCode, string? OrderId, string? ClientOrderId, OrderInput? From)
{
    /// <summary>The order, where it is known as one.</summary>
    public IShownOrder? Shown => From?.Order;

    /// <summary>What one command line or one row names: as many orders as there are ids.</summary>
    public static IEnumerable<NamedOrder> Each(string? contractCode, string?[] orderIds, string?[] clientOrderIds, OrderInput? from = null) => Enumerable
        .Range(0, Math.Max(1, Math.Max(orderIds.Length, clientOrderIds.Length)))
        .Select(i => new NamedOrder(contractCode, orderIds.ElementAtOrDefault(i), clientOrderIds.ElementAtOrDefault(i), from));
}
