using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Books.Positions;
using HtxFutures.Sandbox.Books.Samples;

namespace HtxFutures.Sandbox;

/// <content>The positions of an account, and its money.</content>
public sealed partial class SandboxAccount
{
    /// <summary>How its positions are told apart; hedging unless set. Those that are open stay as they are.</summary>
    public SandboxPositionMode PositionMode
    {
        get => WithBook(_ => Books.Positions.Mode);
        set => WithBook(_ => Books.Positions.Mode = value);
    }

    /// <summary>The code that orders which could open are refused with, while closing goes on: 1105 or 1106 (desk facts 2.2); null, unless set, for none.</summary>
    public int? CloseOnlyCode { get; set; }

    /// <summary>What the balance says of the account; normal unless set, or liquidating, adl, open_limit (desk facts 3.1).</summary>
    public string State { get; set; } = "normal";

    /// <summary>The open positions, in the order in which they were opened.</summary>
    public IReadOnlyList<SandboxPosition> Positions => WithBook(_ => Books.Positions.Open.Select(Books.Valuation.Show).ToArray());

    /// <summary>Its money in USDT, without what isolated positions have for themselves; 250000 in the beginning. May be below zero.</summary>
    public decimal Cash
    {
        get => WithBook(_ => Books.Positions.Cash);
        set => WithBook(_ => Books.Positions.Cash = value);
    }

    /// <summary>When the account was opened, on the exchange's clock.</summary>
    internal DateTimeOffset OpenedAt { get; }

    /// <summary>Plants a position that no order has opened; the money for it is not taken from the account. Words are taken as they are; see <see cref="SandboxPositionTemplate"/>.</summary>
    /// <param name="template">What to plant.</param>
    /// <returns>The position as it stands.</returns>
    /// <exception cref="ArgumentException">A number makes no sense, no price is known, or there is such a position already.</exception>
    public SandboxPosition AddPosition(SandboxPositionTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        if (template.Volume <= 0 || template.Leverage < 1 || template.EntryPrice <= 0)
        {
            throw new ArgumentException("Volume and price must be more than zero, and the leverage 1 or more.", nameof(template));
        }

        return WithBook(_ => Books.Valuation.Show(Plant(template)));
    }

    /// <summary>
    /// Plants positions such as a desk might have: one for each take-profit, stop-loss and other algo order that can only
    /// close, and some without, cross and isolated, long and short (or, in one-way mode, one way), one of them near
    /// liquidation. The account has twice the money then that its cross positions and orders need. The same for a seed and
    /// for the orders that there are.
    /// </summary>
    /// <returns>The positions as they stand.</returns>
    public IReadOnlyList<SandboxPosition> AddSamplePositions() => WithBook(_ =>
    {
        SamplePositions samples = new(_positionRandom, PositionMode, _venue.Clock.Now);
        IEnumerable<SandboxPositionTemplate> withStops = Books.Algos.Closing()
            .Where(stops => _venue.Prices.LastOf(stops.Key.ContractCode) is not null)
            .Select(stops => samples.Protected(stops.Key, stops.IsLong, stops.Volume, _venue.Prices.LastOf(stops.Key.ContractCode)!.Value));
        BookedPosition[] planted = withStops.Concat(samples.Bare())
            .Where(template => Books.Positions.Find(PlantedPositions.KeyOf(template, PositionMode)) is null)
            .Select(Plant)
            .ToArray();
        Books.Positions.Cash = Math.Ceiling(Books.Valuation.Funds().InitialMargin * 2);
        return planted.Select(Books.Valuation.Show).ToArray();
    });

    /// <summary>Finds an open position.</summary>
    /// <param name="contractCode">The contract.</param>
    /// <param name="positionSide">long, short or both.</param>
    /// <param name="marginMode">cross or isolated.</param>
    /// <returns>The position as it stands; null when there is none.</returns>
    public SandboxPosition? FindPosition(string contractCode, string positionSide, string marginMode) => WithBook(_ =>
        Books.Positions.Find(new PositionKey(contractCode, marginMode, positionSide)) is { } position ? Books.Valuation.Show(position) : null);

    /// <summary>
    /// Lets another program of the account place an order that is executed at once, at its price or, where its type is
    /// market, at that of the last trade: it opens, closes or turns positions.
    /// </summary>
    /// <param name="template">The order.</param>
    /// <returns>The order as executed.</returns>
    /// <exception cref="ArgumentException">The order makes no sense: see <see cref="AddOrder"/>.</exception>
    public SandboxOrder Trade(SandboxOrderTemplate template)
    {
        SandboxOrder order = AddOrder(template);
        IfOpen(order.OrderId, (book, booked) => book.Fill(booked, order.Volume - order.FilledVolume, _venue.Clock.Steady, takes: true));
        return FindOrder(order.OrderId)!;
    }

    /// <summary>
    /// Ends a position without an order of the account, at the price of the last trade, as a delivery or a take-over by the
    /// exchange does. Its take-profits and stop-losses fail after <see cref="SandboxOptions.StopsFailAfter"/>.
    /// </summary>
    /// <param name="contractCode">The contract.</param>
    /// <param name="positionSide">long, short or both.</param>
    /// <param name="marginMode">cross or isolated.</param>
    /// <returns>False when there was no such position, and nothing happened.</returns>
    public bool EndPosition(string contractCode, string positionSide, string marginMode) => WithBook(_ =>
    {
        if (Books.Positions.Find(new PositionKey(contractCode, marginMode, positionSide)) is not { } position)
        {
            return false;
        }

        decimal price = _venue.Prices.LastOf(contractCode) ?? position.EntryPrice;
        Books.Positions.Reduce(position, new Execution(position.Volume, price, _venue.Clock.Steady, OrderWords.Taker));
        return true;
    });

    private BookedPosition Plant(SandboxPositionTemplate template)
    {
        decimal entry = template.EntryPrice ?? _venue.Prices.LastOf(template.ContractCode)
            ?? throw new ArgumentException("Nothing is known of what this contract trades at; the entry price must be given.", nameof(template));
        BookedPosition position = PlantedPositions.Make(template, PositionMode, entry, _venue.Clock.Now);
        if (Books.Positions.Find(position.Key) is not null)
        {
            throw new ArgumentException("There is a position of this contract, side and margin mode.", nameof(template));
        }

        Books.Positions.Add(position);
        return position;
    }
}
