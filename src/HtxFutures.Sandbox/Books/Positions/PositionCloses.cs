using HtxFutures.Sandbox.Books.Orders;

namespace HtxFutures.Sandbox.Books.Positions;

/// <summary>
/// Closes whole positions at market. Each is an ordinary order, which is taken in at once and executed a while later
/// (desk facts 2.2), against what there is by then: it never opens anything.
/// </summary>
internal sealed class PositionCloses(Venue venue, OrderBook orders, PositionBook positions)
{
    // The order id decides between what falls due at the same instant, so that runs repeat exactly.
    private readonly PriorityQueue<(BookedOrder Order, decimal? Most), (DateTimeOffset DueAt, long Id)> _pending = new();

    /// <summary>When something falls due next, on the steady base; null when nothing will.</summary>
    public DateTimeOffset? NextDueAt => _pending.TryPeek(out _, out (DateTimeOffset DueAt, long) next) ? next.DueAt : null;

    /// <summary>Takes in the order that closes a position as it is now.</summary>
    /// <param name="position">The position.</param>
    /// <param name="clientId">The client's id; null for none.</param>
    /// <param name="most">How many contracts find a counterpart; null for as many as the options say.</param>
    public BookedOrder Begin(BookedPosition position, long? clientId, decimal? most)
    {
        DateTimeOffset now = venue.Clock.Steady;
        BookedOrder order = orders.Add(
            new SandboxOrderTemplate
            {
                ContractCode = position.Key.ContractCode,
                MarginMode = position.Key.MarginMode,
                PositionSide = position.Key.Side,
                Side = position.IsLong ? "sell" : "buy",
                Type = "market",
                Price = 0,
                Volume = position.Volume,
                ReduceOnly = true,
                Leverage = position.Leverage,
            },
            clientId);
        _pending.Enqueue((order, most), (now + venue.Options.CloseDelay, order.Id));
        CatchUp(now);
        return order;
    }

    public void CatchUp(DateTimeOffset until)
    {
        while (_pending.TryPeek(out (BookedOrder Order, decimal? Most) close, out (DateTimeOffset DueAt, long) next) && next.DueAt <= until)
        {
            _pending.Dequeue();
            Execute(close.Order, close.Most ?? Math.Floor(close.Order.View.Volume * venue.Options.CloseFillShare), next.DueAt);
        }
    }

    private void Execute(BookedOrder order, decimal most, DateTimeOffset at)
    {
        decimal volume = Math.Min(most, positions.Closable(positions.KeyOf(order.View), order.View.Side));
        if (order.View.IsOpen && volume > 0)
        {
            orders.Fill(order, volume, at);
        }

        if (order.View.IsOpen)
        {
            orders.Cancel(order, OrderWords.CanceledBySystem, at);
        }
    }
}
