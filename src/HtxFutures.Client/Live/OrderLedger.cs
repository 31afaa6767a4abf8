using HtxFutures.Rows;

namespace HtxFutures.Live;

/// <summary>
/// One state of each order, whichever way it became known: what comes twice, late or in another order is told from news by how
/// far an order has come, never by the time in it, which moves without a change (desk facts 5.4).
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class OrderLedger(TimeProvider time)
{
    private readonly Dictionary<long, HtxOrder> _open = [];
    private readonly Dictionary<string, long> _contracts = [];
    private readonly FinishedOrders _finished = new(time);

    /// <summary>The orders that are open, as they were seen last.</summary>
    public IReadOnlyList<HtxOrder> Open => [.. _open.Values];

    /// <summary>The contracts of the orders that were seen, those of the latest first.</summary>
    public IReadOnlyList<string> Contracts => [.. _contracts.OrderByDescending(contract => contract.Value).Select(contract => contract.Key)];

    /// <summary>Whether an order was ever seen.</summary>
    public bool Knows(HtxOrder order)
    {
        long key = FinishedOrders.KeyOf(order.OrderId);
        return _open.ContainsKey(key) || _finished.FilledOf(key) is not null;
    }

    /// <summary>Whether an order is known as open, or as one of which nobody knows what became of it.</summary>
    public bool HasOpen(HtxOrder order) => _open.ContainsKey(FinishedOrders.KeyOf(order.OrderId));

    /// <summary>Whether an order has come further than is known.</summary>
    public bool IsNews(HtxOrder order)
    {
        long key = FinishedOrders.KeyOf(order.OrderId);
        return _finished.FilledOf(key) is { } filled
            ? order.IsFinal && order.FilledVolume > filled // an end is told again where more of it was executed than was told (desk facts 6.1)
            : !_open.TryGetValue(key, out HtxOrder? known) || Goes(known, order);
    }

    /// <summary>Takes in how an order is shown.</summary>
    /// <returns>It, with what changed; null where that is no news.</returns>
    public HtxOrder? Take(HtxOrder order)
    {
        if (!IsNews(order))
        {
            return null;
        }

        long key = FinishedOrders.KeyOf(order.OrderId);
        _contracts[order.ContractCode] = time.GetTimestamp();
        _open.TryGetValue(key, out HtxOrder? known);
        if (order.IsFinal)
        {
            _open.Remove(key);
            _finished.Add(key, order.FilledVolume ?? 0);
        }
        else
        {
            _open[key] = order;
        }

        return order.With(row => row.Change = OrderChange.Of(known, order));
    }

    /// <summary>Takes note that nobody knows what became of an order that was open.</summary>
    /// <returns>It, as one in a state that is not known; null where that was told already.</returns>
    public HtxOrder? Lose(HtxOrder order)
    {
        long key = FinishedOrders.KeyOf(order.OrderId);
        if (!_open.TryGetValue(key, out HtxOrder? known) || known.State == OrderState.Unknown)
        {
            return null;
        }

        HtxOrder lost = known.With(row => { row.State = OrderState.Unknown; row.RawState = null; row.Change = OrderChange.Vanished; });
        _open[key] = lost;
        return lost;
    }

    private static bool Goes(HtxOrder known, HtxOrder order)
    {
        if (order.IsFinal || known.State == OrderState.Unknown)
        {
            return order.State != known.State || order.RawState != known.RawState;
        }

        decimal before = known.FilledVolume ?? 0;
        decimal filled = order.FilledVolume ?? before;
        return filled > before || (filled == before && (order.State > known.State || IsOther(known, order)));
    }

    // The one place where a time decides: between two sets of terms, and beside a state that nobody knows, nothing else can.
    private static bool IsOther(HtxOrder known, HtxOrder order) => order.UpdatedAt > known.UpdatedAt
        && (order.State == known.State ? order.Price != known.Price || order.Volume != known.Volume : order.State == OrderState.Unknown);
}
