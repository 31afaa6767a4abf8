using HtxFutures.Sandbox.Market;

namespace HtxFutures.Sandbox.Books.Positions;

/// <summary>The formulas of positions, each checked against recordings (desk facts 2.1, 3.1). All money is in USDT.</summary>
internal static class Figures
{
    /// <summary>The decimals that the exchange writes at most; it cuts off and does not round.</summary>
    private const int Decimals = 18;

    public static decimal Cut(decimal number, int decimals = Decimals) => Math.Round(number, decimals, MidpointRounding.ToZero);

    /// <summary>A part of a whole; zero of nothing.</summary>
    public static decimal Share(decimal part, decimal whole) => whole == 0 ? 0 : Cut(part / whole);

    public static decimal Value(BookedPosition position, decimal price) => ContractTerms.Value(position.Key.ContractCode, position.Volume, price);

    public static decimal Profit(BookedPosition position, decimal mark) => Profit(position, position.Volume, mark);

    /// <summary>What closing a part of a position brings.</summary>
    public static decimal Profit(BookedPosition position, decimal volume, decimal price)
    {
        decimal gain = ContractTerms.Value(position.Key.ContractCode, volume, price - position.EntryPrice);
        return position.IsLong ? gain : -gain;
    }

    public static decimal InitialMargin(BookedPosition position, decimal mark) => Cut(Value(position, mark) / position.Leverage);

    public static decimal MaintenanceMargin(BookedPosition position, decimal mark) => Value(position, mark) * ContractTerms.MaintenanceRate;

    /// <summary>The mark price at which what a position needs is all that there is; below zero where no price takes it there.</summary>
    /// <param name="position">The position.</param>
    /// <param name="money">What there is for it, its own profit left out.</param>
    public static decimal LiquidationPrice(BookedPosition position, decimal money)
    {
        decimal size = position.Volume * ContractTerms.SizeOf(position.Key.ContractCode);
        decimal entry = size * position.EntryPrice;
        return Cut(position.IsLong
            ? (entry - money) / (size * (1 - ContractTerms.MaintenanceRate))
            : (entry + money) / (size * (1 + ContractTerms.MaintenanceRate)));
    }
}
