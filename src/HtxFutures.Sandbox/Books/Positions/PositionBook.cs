using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Market;

namespace HtxFutures.Sandbox.Books.Positions;

/// <summary>The positions of one account, which executions of its orders open and close, and the money that they earn and lose.</summary>
internal sealed class PositionBook
{
    private readonly Venue _venue;
    private readonly List<BookedPosition> _positions = [];

    public PositionBook(Venue venue, OrderBook orders)
    {
        _venue = venue;
        orders.Filled += Take;
    }

    /// <summary>A position has been closed, at a moment on the steady base.</summary>
    public event Action<BookedPosition, DateTimeOffset>? Closed;

    /// <summary>The positions, in the order in which they were opened.</summary>
    public IEnumerable<BookedPosition> Open => _positions.Where(position => position.Volume > 0);

    /// <summary>The positions as listings have them: what has been closed may stay there.</summary>
    public IEnumerable<BookedPosition> Listed => _positions;

    /// <summary>The account's money in USDT, without that of isolated positions; may be below zero.</summary>
    public decimal Cash { get; set; } = 250_000;

    /// <summary>How positions are told apart.</summary>
    public SandboxPositionMode Mode { get; set; }

    public BookedPosition? Find(PositionKey key) => Open.FirstOrDefault(position => position.Key == key);

    /// <summary>The position that something of an account's mode is about, be it there or not.</summary>
    public PositionKey KeyOf(string contractCode, string marginMode, string positionSide, string side, bool onlyCloses) =>
        new(contractCode, marginMode, PositionKey.SideFor(Mode, positionSide, side == "buy", onlyCloses));

    /// <summary>The position that an order is about, be it there or not.</summary>
    public PositionKey KeyOf(SandboxOrder order) =>
        KeyOf(order.ContractCode, order.MarginMode, order.PositionSide, order.Side, OrderEffects.OnlyCloses(order));

    /// <summary>How much there is to be closed on a side.</summary>
    public decimal Closable(PositionKey key, string side) => Find(key) is { } position && OrderEffects.TakesFrom(side, position) ? position.Volume : 0;

    /// <summary>Takes in a position that no order of this account has opened.</summary>
    public void Add(BookedPosition position)
    {
        _positions.RemoveAll(other => other.Key == position.Key);
        _positions.Add(position);
        _venue.Contracts.Add(position.Key.ContractCode);
    }

    /// <summary>Closes a part of a position, or all of it, at a price.</summary>
    public void Reduce(BookedPosition position, Execution execution)
    {
        decimal released = position.Margin * execution.Volume / position.Volume;
        Cash += Figures.Profit(position, execution.Volume, execution.Price) + released - Fee(position.Key, execution);
        position.Margin -= released;
        position.Volume -= execution.Volume;
        position.UpdatedAt = _venue.Clock.Shown(execution.At);
        if (position.Volume == 0)
        {
            if (!_venue.Options.ClosedPositionsStayListed)
            {
                _positions.Remove(position);
            }

            Closed?.Invoke(position, execution.At);
        }
    }

    private void Take(BookedOrder booked, Execution execution)
    {
        SandboxOrder order = booked.View;
        PositionKey key = KeyOf(order);
        decimal rest = execution.Volume;
        if (Find(key) is { } position && OrderEffects.TakesFrom(order.Side, position))
        {
            decimal closed = Math.Min(rest, position.Volume);
            booked.View = order with { Profit = order.Profit + Figures.Profit(position, closed, execution.Price) };
            Reduce(position, execution with { Volume = closed });
            rest -= closed;
        }

        // What can only close opens nothing, though more of it was executed than there was to close.
        if (rest > 0 && !OrderEffects.OnlyCloses(order))
        {
            Increase(key, order, execution with { Volume = rest });
        }
    }

    private void Increase(PositionKey key, SandboxOrder order, Execution execution)
    {
        DateTimeOffset at = _venue.Clock.Shown(execution.At);
        BookedPosition? position = Find(key);
        if (position is null)
        {
            position = new BookedPosition(key, order.Side == "buy", order.Leverage, at);
            Add(position);
        }

        decimal volume = position.Volume + execution.Volume;
        position.EntryPrice = Figures.Cut(((position.EntryPrice * position.Volume) + (execution.Price * execution.Volume)) / volume);
        position.Volume = volume;
        position.Leverage = order.Leverage;
        position.UpdatedAt = at;
        decimal margin = position.IsIsolated ? ContractTerms.Value(key.ContractCode, execution.Volume, execution.Price) / order.Leverage : 0;
        position.Margin += margin;
        Cash -= margin + Fee(key, execution);
    }

    private static decimal Fee(PositionKey key, Execution execution) => ContractTerms.Fee(key.ContractCode, execution.Volume, execution.Price, execution.Role);
}
