using System.Globalization;

namespace HtxFutures.Live;

/// <summary>Those who watch, and what they are brought: news alone, and to each from its own beginning on.</summary>
/// <param name="ledger">Says what is news.</param>
/// <param name="ends">Is told how orders end, for those who wait for that alone.</param>
internal sealed class StreamAudience(OrderLedger ledger, ToldEnds ends)
{
    private readonly object _gate = new();
    private OrderWatch[] _watches = [];
    private HtxLiveItem? _trouble;
    private Exception? _failure;
    private bool _isLive;

    /// <summary>Whether nothing is brought any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Lets somebody watch. Who comes while there is a connection begins at once, who comes while there is none is told so.</summary>
    public void Join(OrderWatch watch)
    {
        lock (_gate)
        {
            _watches = [.. _watches, watch];
            if (IsOver)
            {
                watch.End(_failure);
            }
            else if (_isLive)
            {
                Welcome(watch);
            }
            else if (_trouble is { } trouble)
            {
                watch.Bring(trouble);
            }
        }
    }

    /// <summary>Somebody watches no more.</summary>
    public void Leave(OrderWatch watch)
    {
        lock (_gate)
        {
            _watches = [.. _watches.Where(other => other != watch)];
        }
    }

    /// <summary>There is a connection, and what is open is known.</summary>
    public void Open()
    {
        ends.IsLive = true;
        lock (_gate)
        {
            (_isLive, _trouble) = (true, null);
            foreach (OrderWatch watch in _watches.Where(watch => !watch.HasBegun))
            {
                Welcome(watch);
            }
        }
    }

    /// <summary>There is no connection.</summary>
    public void Close()
    {
        ends.IsLive = false;
        lock (_gate)
        {
            _isLive = false;
        }
    }

    /// <summary>It is over for all of them.</summary>
    /// <param name="failure">Why; null where it was ended.</param>
    public void End(Exception? failure)
    {
        ends.IsLive = false;
        lock (_gate)
        {
            (IsOver, _isLive, _failure) = (true, false, failure);
            Array.ForEach(_watches, watch => watch.End(failure));
        }
    }

    /// <summary>Brings an order, where it is news.</summary>
    /// <returns>Whether it was.</returns>
    public bool Bring(HtxOrder order)
    {
        ends.Tell(order);
        lock (_gate)
        {
            HtxOrder? change = ledger.Take(order);
            if (change is not null)
            {
                BringToAll(new HtxLiveItem(change));
            }

            return change is not null;
        }
    }

    /// <summary>Brings an order of which nobody knows what it came to, where that was not told yet.</summary>
    /// <param name="order">The order.</param>
    /// <param name="why">Why nobody knows, as a sentence.</param>
    public void Lose(HtxOrder order, string? why)
    {
        lock (_gate)
        {
            if (ledger.Lose(order) is { } lost)
            {
                BringToAll(new HtxLiveItem(lost));
                BringToAll(new HtxLiveItem(HtxLiveNotice.Trouble, $"The order {lost.OrderId} of {lost.ContractCode} is not open any more, and what became of it could not be found out: {why} It is asked for again."));
            }
        }
    }

    /// <summary>Tells something about the watching.</summary>
    public void Tell(HtxLiveNotice notice, string message)
    {
        var item = new HtxLiveItem(notice, message);
        lock (_gate)
        {
            _trouble = notice == HtxLiveNotice.Lost ? item : _trouble; // for who comes meanwhile
            BringToAll(item);
        }
    }

    private void Welcome(OrderWatch watch)
    {
        IReadOnlyList<HtxOrder> open = ledger.Open;
        watch.Begin(open);
        watch.Bring(new HtxLiveItem(HtxLiveNotice.Connected, string.Create(CultureInfo.InvariantCulture, $"Connected to the order stream; {open.Count} {(open.Count == 1 ? "order is" : "orders are")} open.")));
    }

    private void BringToAll(HtxLiveItem item)
    {
        foreach (OrderWatch watch in _watches)
        {
            watch.Bring(item);
        }
    }
}
