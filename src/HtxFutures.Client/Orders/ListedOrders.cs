using HtxFutures.Runs;

namespace HtxFutures.Orders;

/// <summary>
/// Orders that are looked for in listings. Finished ones by the exchange's id, since a client's id may have been that of
/// an earlier order; by the client's where we have made it, and the exchange has named no other.
/// </summary>
/// <param name="wanted">The orders, of one kind.</param>
/// <param name="seen">Takes what is seen of each.</param>
internal sealed class ListedOrders<TOrder>(IReadOnlyList<SoughtOrder> wanted, Action<SoughtOrder, Sight<TOrder>> seen)
    where TOrder : class, IShownOrder
{
    private readonly ILookup<string, SoughtOrder> _byOrderId = wanted.Where(sought => sought.Order.OrderId is not null).ToLookup(sought => sought.Order.OrderId!);
    private readonly ILookup<string, SoughtOrder> _byClientOrderId = wanted.Where(sought => sought.Order.OrderId is null).ToLookup(sought => sought.Order.Id);
    private readonly HashSet<SoughtOrder> _unseen = [.. wanted];

    /// <summary>Those that were not seen yet.</summary>
    public List<SoughtOrder> Unseen => [.. wanted.Where(_unseen.Contains)];

    /// <summary>Reads a listing until all were seen, or so many rows were read.</summary>
    /// <param name="orders">The listing.</param>
    /// <param name="mostRows">How many rows to read.</param>
    /// <param name="onlyFinal">Whether it is one of finished orders.</param>
    public async Task ReadAsync(IAsyncEnumerable<TOrder> orders, int mostRows, bool onlyFinal)
    {
        if (_unseen.Count == 0 || (onlyFinal && !_unseen.Any(MayBeListedFinished)))
        {
            return;
        }

        int rows = 0;
        await foreach (TOrder order in orders.ConfigureAwait(false))
        {
            IEnumerable<SoughtOrder> named = _byOrderId[order.OrderId].Where(sought => IsOfItsContract(sought, order));
            if (order.ClientOrderId is { } clientOrderId)
            {
                named = named.Concat(_byClientOrderId[clientOrderId].Where(sought => (!onlyFinal || MayBeListedFinished(sought)) && sought.Order.Means(order)));
            }

            foreach (SoughtOrder sought in named.Where(sought => order.IsFinal || !onlyFinal).Where(_unseen.Remove))
            {
                seen(sought, new Sight<TOrder>(order));
            }

            if (_unseen.Count == 0 || ++rows >= mostRows)
            {
                return;
            }
        }
    }

    private static bool MayBeListedFinished(SoughtOrder sought) => sought.Order.OrderId is not null || sought.HasOwnClientId;

    // Listings of several contracts show what an id means in another one, too; whoever names that has not meant it.
    private static bool IsOfItsContract(SoughtOrder sought, TOrder order) =>
        sought.Order.ContractCode.Length == 0 || string.Equals(sought.Order.ContractCode, order.ContractCode, StringComparison.OrdinalIgnoreCase);
}
