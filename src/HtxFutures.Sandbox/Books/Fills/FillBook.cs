using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Market;

namespace HtxFutures.Sandbox.Books.Fills;

/// <summary>The executions of one account: those of its orders, as they happen.</summary>
internal sealed class FillBook
{
    private readonly Venue _venue;
    private readonly BookIndex<BookedFill> _fills = new(fill => fill.Id);

    public FillBook(Venue venue, OrderBook orders)
    {
        _venue = venue;
        orders.Added += TakeInWhatIsExecuted;
        orders.Filled += TakeIn;
    }

    /// <summary>The executions, by the ids of their rows.</summary>
    public IEnumerable<BookedFill> Walk(Cursor cursor) => _fills.Walk(cursor);

    /// <summary>Writes an execution down.</summary>
    /// <param name="order">The order as it stands.</param>
    /// <param name="fill">What was executed.</param>
    /// <param name="role">TAKER or MAKER.</param>
    public void Add(SandboxOrder order, SandboxPastFill fill, string role)
    {
        long id = _venue.Sequences.FillRows.Next(fill.At);
        _fills.Add(new BookedFill(id, new SandboxFill
        {
            Id = OrderId.Text(id),
            TradeId = OrderId.Text(_venue.Sequences.NextTradeId()),
            OrderId = order.OrderId,
            ContractCode = order.ContractCode,
            Side = order.Side,
            PositionSide = order.PositionSide,
            MarginMode = order.MarginMode,
            Type = order.Type,
            OrderType = fill.OrderType,
            Role = role,
            Price = fill.Price,
            Volume = fill.Volume,
            Fee = fill.Fee ?? ContractTerms.Fee(order.ContractCode, fill.Volume, fill.Price, role),
            Profit = fill.Profit,
            Source = order.Source,
            At = fill.At,
        }));
    }

    // An order that was executed in part before anybody looked.
    private void TakeInWhatIsExecuted(BookedOrder booked)
    {
        SandboxOrder order = booked.View;
        if (order.FilledVolume > 0)
        {
            Add(order, new SandboxPastFill(order.FilledVolume, order.AveragePrice, order.CreatedAt), OrderWords.RoleOf(order.Type));
        }
    }

    private void TakeIn(BookedOrder booked, Execution execution)
    {
        SandboxOrder order = booked.View;
        decimal profit = order.Profit - booked.ProfitWrittenDown;
        booked.ProfitWrittenDown = order.Profit;
        Add(order, new SandboxPastFill(execution.Volume, execution.Price, _venue.Clock.Shown(execution.At)) { Profit = profit }, execution.Role);
    }
}
