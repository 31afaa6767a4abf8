using HtxFutures.Sandbox.Books;
using HtxFutures.Sandbox.Books.Algo;
using HtxFutures.Sandbox.Books.Fills;
using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Books.Positions;

namespace HtxFutures.Sandbox.Accounts;

/// <summary>The books of one account, which act on each other: what falls due in them happens in the order in which it does.</summary>
internal sealed class AccountBooks
{
    private readonly Venue _venue;

    /// <param name="venue">What the accounts share.</param>
    /// <param name="random">The chances of orders.</param>
    /// <param name="algoRandom">The chances of algo orders; others, so that these leave a run's orders as they are.</param>
    public AccountBooks(Venue venue, Random random, Random algoRandom)
    {
        _venue = venue;
        Orders = new OrderBook(venue, random);
        Positions = new PositionBook(venue, Orders);
        Fills = new FillBook(venue, Orders); // behind the positions, which tell what an execution has earned
        Closes = new PositionCloses(venue, Orders, Positions);
        Valuation = new Valuation(Positions, Orders, venue.Prices);
        Algos = new AlgoBook(venue, algoRandom, Orders, Positions);
    }

    public OrderBook Orders { get; }

    public PositionBook Positions { get; }

    public FillBook Fills { get; }

    public PositionCloses Closes { get; }

    public Valuation Valuation { get; }

    public AlgoBook Algos { get; }

    /// <summary>Applies what has fallen due; called before every use.</summary>
    public void CatchUp()
    {
        DateTimeOffset now = _venue.Clock.Steady;
        while (NextDueAt is { } dueAt && dueAt <= now)
        {
            bool switchesOff = Orders.AutoCancelDueAt <= dueAt;
            Orders.CatchUp(dueAt);
            if (switchesOff && _venue.Options.CancelAllTakesAlgoOrders)
            {
                Algos.CancelAll(dueAt);
            }

            Closes.CatchUp(dueAt);
            Algos.CatchUp(dueAt);
        }
    }

    /// <summary>When something falls due next, on the steady base; null when nothing will.</summary>
    public DateTimeOffset? NextDueAt => new[] { Orders.NextDueAt, Closes.NextDueAt, Algos.NextDueAt }.Min();
}
