using HtxFutures.Sandbox.Books.Positions;
using HtxFutures.Sandbox.Market;

namespace HtxFutures.Sandbox.Books.Samples;

/// <summary>Positions such as a desk might have: those that its stops belong to, and some that have none, one of which is near its end.</summary>
internal sealed class SamplePositions(Random random, SandboxPositionMode mode, DateTimeOffset now)
{
    /// <summary>How much of an isolated position's money its maintenance takes that is near its end.</summary>
    private const decimal NearTheEnd = 0.8m;

    /// <summary>Positions that have no stops.</summary>
    public IEnumerable<SandboxPositionTemplate> Bare()
    {
        yield return Draw(contract: 0, "cross", isLong: true, 250);
        yield return Draw(contract: 1, "cross", isLong: false, 400);
        yield return Endangered(contract: 2, 80);
        yield return Draw(SampleContracts.Delivery, "cross", isLong: false, 120);
    }

    /// <summary>A position that stops of some contracts belong to; larger than they are.</summary>
    public SandboxPositionTemplate Protected(PositionKey key, bool isLong, decimal volume, decimal price) =>
        Draw(key, isLong, volume * random.Next(2, 6), price);

    /// <summary>A position that was opened up to 3 % away from the price, days ago.</summary>
    private SandboxPositionTemplate Draw(PositionKey key, bool isLong, decimal volume, decimal price) => new()
    {
        ContractCode = key.ContractCode,
        MarginMode = key.MarginMode,
        PositionSide = key.Side,
        Direction = isLong ? "buy" : "sell",
        Volume = volume,
        EntryPrice = Round(price * (1 + (random.Next(-300, 300) / 10_000m))),
        Leverage = random.Next(2, 5) * 5,
        AdlRisk = OrderId.Text(random.Next(1, 5)),
        CreatedAt = now.AddHours(-random.Next(6 * 24, 12 * 24)),
    };

    private SandboxPositionTemplate Draw(int contract, string marginMode, bool isLong, decimal volume) => Draw(
        new PositionKey(SampleContracts.CodeOf(contract, now), marginMode, PositionKey.SideFor(mode, "both", isLong, onlyCloses: false)),
        isLong,
        volume,
        SampleContracts.PriceOf(contract, 0));

    /// <summary>A long isolated position, bought dearer, with little left of its money.</summary>
    private SandboxPositionTemplate Endangered(int contract, decimal volume)
    {
        SandboxPositionTemplate position = Draw(contract, "isolated", isLong: true, volume);
        decimal price = SampleContracts.PriceOf(contract, 0);
        decimal entry = Round(price * 1.045m);
        decimal loss = ContractTerms.Value(position.ContractCode, volume, entry - price);
        decimal maintenance = ContractTerms.Value(position.ContractCode, volume, price) * ContractTerms.MaintenanceRate;
        return position with { EntryPrice = entry, Leverage = 20, Margin = loss + (maintenance / NearTheEnd), AdlRisk = "5" };
    }

    private static decimal Round(decimal price) => Math.Round(price, price > 1000m ? 1 : 4);
}
