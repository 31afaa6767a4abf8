using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Market;

namespace HtxFutures.Sandbox.Books.Positions;

/// <summary>What the positions and the money of an account are worth at the prices of the moment (desk facts 2.1, 3.1).</summary>
internal sealed class Valuation(PositionBook positions, OrderBook orders, MarketPrices prices)
{
    public Funds Funds()
    {
        BookedPosition[] cross = positions.Open.Where(position => !position.IsIsolated).ToArray();
        BookedPosition[] isolated = positions.Open.Where(position => position.IsIsolated).ToArray();
        SandboxOrder[] charged = orders.Open.Walk(null, new Cursor(0)).Select(order => order.View).Where(IsCharged).ToArray();
        return new Funds(
            positions.Cash,
            cross.Sum(Profit),
            cross.Sum(position => Figures.InitialMargin(position, MarkOf(position))) + charged.Sum(InitialMargin),
            cross.Sum(MaintenanceMargin) + charged.Sum(MaintenanceMargin),
            isolated.Sum(position => position.Margin),
            isolated.Sum(Profit));
    }

    /// <summary>A position as it stands.</summary>
    public SandboxPosition Show(BookedPosition position)
    {
        decimal mark = MarkOf(position);
        decimal profit = Profit(position), initial = Figures.InitialMargin(position, mark), maintenance = MaintenanceMargin(position);
        return new SandboxPosition
        {
            ContractCode = position.Key.ContractCode,
            PositionSide = position.Key.Side,
            Direction = position.IsLong ? "buy" : "sell",
            MarginMode = position.Key.MarginMode,
            Volume = position.Volume,
            Available = Math.Max(0, position.Volume - HeldOf(position)),
            EntryPrice = position.EntryPrice,
            Leverage = position.Leverage,
            MarkPrice = mark,
            LastPrice = prices.LastOf(position.Key.ContractCode) ?? position.EntryPrice,
            UnrealizedProfit = profit,
            ProfitRate = Figures.Share(profit, initial),
            InitialMargin = initial,
            MaintenanceMargin = maintenance,
            Margin = position.IsIsolated ? Figures.Cut(position.Margin) : initial,
            MarginRate = position.IsIsolated ? Figures.Share(maintenance, position.Margin + profit) : Funds().MaintenanceRate,
            LiquidationPrice = position.Volume == 0 ? 0 : Figures.LiquidationPrice(position, MoneyFor(position)),
            AdlRisk = position.AdlRisk,
            CreatedAt = position.CreatedAt,
            UpdatedAt = position.UpdatedAt,
        };
    }

    /// <summary>How much of a position pending orders hold.</summary>
    public decimal HeldOf(BookedPosition position) =>
        orders.Open.Walk(position.Key.ContractCode, new Cursor(0)).Sum(order => OrderEffects.HeldBy(order.View, position));

    /// <summary>What a position can lose: its own money, or the account's, of which the other cross positions need their share.</summary>
    private decimal MoneyFor(BookedPosition position) => position.IsIsolated
        ? position.Margin
        : positions.Cash + positions.Open.Where(other => !other.IsIsolated && other != position).Sum(other => Profit(other) - MaintenanceMargin(other));

    private decimal MarkOf(BookedPosition position) => prices.PriceOf(position.Key.ContractCode, "mark") ?? position.EntryPrice;

    private decimal Profit(BookedPosition position) => Figures.Profit(position, MarkOf(position));

    private decimal MaintenanceMargin(BookedPosition position) => Figures.MaintenanceMargin(position, MarkOf(position));

    /// <summary>Cross orders that can open are charged while they wait; of isolated ones nothing is known.</summary>
    private static bool IsCharged(SandboxOrder order) => order.MarginMode != "isolated" && !OrderEffects.OnlyCloses(order);

    private static decimal InitialMargin(SandboxOrder order)
    {
        decimal value = ContractTerms.Value(order.ContractCode, order.Volume - order.FilledVolume, order.Price);
        return Figures.Cut(value / order.Leverage) + (value * ContractTerms.TakerFee);
    }

    private decimal MaintenanceMargin(SandboxOrder order) => ContractTerms.MaintenanceRate
        * ContractTerms.Value(order.ContractCode, order.Volume - order.FilledVolume, prices.PriceOf(order.ContractCode, "mark") ?? order.Price);
}
