using HtxFutures.Orders;

namespace HtxFutures.Sessions;

/// <summary>
/// The orders of every kind that a session has shown last, so that their ids can be completed without asking the exchange. Bounded,
/// and safe to use from many threads.
/// </summary>
/// <param name="capacity">The most orders to remember; the one seen longest ago goes first.</param>
internal sealed class SeenOrders(int capacity = 1000)
{
    private readonly object _gate = new();
    private readonly Dictionary<Key, LinkedListNode<Sight>> _byId = [];
    private readonly LinkedList<Sight> _sights = []; // the latest last

    /// <summary>Remembers an order as it was shown now.</summary>
    public void Note(IShownOrder order)
    {
        var sight = new Sight(order, order.IsFinal);
        lock (_gate)
        {
            LinkedListNode<Sight> node = Take(KeyOf(order));
            node.Value = sight;
            _sights.AddLast(node);
        }
    }

    /// <summary>Takes note of what became of an order, if it is one of those remembered.</summary>
    public void Note(HtxCancelResult result)
    {
        if (result.Outcome is CancelOutcome.Rejected or CancelOutcome.Unknown)
        {
            return; // it may still be open
        }

        lock (_gate)
        {
            if (Find(result) is { } node)
            {
                node.Value = node.Value with { HasEnded = true };
            }
        }
    }

    /// <summary>The orders that are open as far as is known, the last seen first.</summary>
    public IReadOnlyList<IShownOrder> Open => [.. Snapshot().Where(sight => !sight.HasEnded).Select(sight => sight.Order)];

    /// <summary>The contracts of all that are remembered, ended ones too, the last seen first.</summary>
    public IReadOnlyList<string> Contracts => [.. Snapshot().Select(sight => sight.Order.ContractCode).Distinct(StringComparer.Ordinal)];

    /// <summary>The node of an order that was seen before, or the one whose place is free, or a new one; in no list.</summary>
    private LinkedListNode<Sight> Take(Key key)
    {
        if (_byId.TryGetValue(key, out LinkedListNode<Sight>? node))
        {
            _sights.Remove(node);
            return node;
        }

        if (_byId.Count < capacity)
        {
            node = new LinkedListNode<Sight>(default);
        }
        else
        {
            node = _sights.First!;
            _sights.RemoveFirst();
            _byId.Remove(KeyOf(node.Value.Order));
        }

        _byId.Add(key, node);
        return node;
    }

    private LinkedListNode<Sight>? Find(HtxCancelResult result)
    {
        if (result.OrderId is not null)
        {
            return _byId.GetValueOrDefault(new Key(result.Kind, result.ContractCode, result.OrderId));
        }

        LinkedListNode<Sight>? node = result.ClientOrderId is null ? null : _sights.Last;
        while (node is not null && (node.Value.Order.Kind != result.Kind || node.Value.Order.ClientOrderId != result.ClientOrderId || node.Value.Order.ContractCode != result.ContractCode))
        {
            node = node.Previous;
        }

        return node;
    }

    private Sight[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _sights.Reverse()];
        }
    }

    private static Key KeyOf(IShownOrder order) => new(order.Kind, order.ContractCode, order.OrderId);

    // One number may be an id of both kinds.
    private readonly record struct Key(OrderKind Kind, string ContractCode, string OrderId);

    private readonly record struct Sight(IShownOrder Order, bool HasEnded);
}
