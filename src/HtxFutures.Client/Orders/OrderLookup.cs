using HtxFutures.Calls;

namespace HtxFutures.Orders;

/// <summary>Looks single orders up, finished ones too.</summary>
internal sealed class OrderLookup(Caller caller, HtxAccount account)
{
    private readonly SingleLook<HtxOrder> _look = new(caller, "orders", data => OrderReader.Read(data, account), (one, other) => one.State == other.State);

    /// <summary>Both, in the order they are asked for: without one the exchange assumes cross, and reports an isolated order as not found (facts 2.7).</summary>
    public static IReadOnlyList<MarginMode> MarginModes { get; } = [MarginMode.Cross, MarginMode.Isolated];

    /// <summary>Asks for the order as cross, then as isolated.</summary>
    /// <returns>Null where the exchange knows it as neither.</returns>
    /// <exception cref="HtxException">The exchange could not be asked.</exception>
    public Task<HtxOrder?> FindAsync(OrderReference order, CancellationToken cancellationToken) => FindAsync(order, MarginModes, cancellationToken);

    /// <summary>Asks for the order as what it may be.</summary>
    /// <param name="order">Which one.</param>
    /// <param name="marginModes">What its margin may stand for.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Null where the exchange knows it as none of them.</returns>
    /// <exception cref="HtxException">The exchange could not be asked.</exception>
    public async Task<HtxOrder?> FindAsync(OrderReference order, IReadOnlyList<MarginMode> marginModes, CancellationToken cancellationToken)
    {
        foreach (MarginMode marginMode in marginModes)
        {
            if (await _look.AskAsync(order, OrderRequests.Find(order, marginMode), cancellationToken).ConfigureAwait(false) is { } match)
            {
                return match;
            }
        }

        return null;
    }
}
