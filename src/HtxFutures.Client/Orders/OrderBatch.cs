using System.Globalization;

namespace HtxFutures.Orders;

/// <summary>The orders of a joint request, for messages.</summary>
/// <param name="Orders">The orders, all of one contract.</param>
internal sealed record OrderBatch(IReadOnlyList<OrderReference> Orders)
{
    /// <summary>How many, and of which contract.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Orders.Count} {Orders[0].Words.Noun}s of {Orders[0].ContractCode}");
}
