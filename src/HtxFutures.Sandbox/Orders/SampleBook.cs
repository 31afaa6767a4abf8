namespace HtxFutures.Sandbox.Orders;

/// <summary>A book such as a desk might have: several contracts, both sides and margin modes, ages from seconds to days.</summary>
internal sealed class SampleBook(Random random, Sequences sequences, DateTimeOffset now)
{
    private const double YoungestSeconds = 5;
    private const double OldestSeconds = 5 * 24 * 3600;

    private static readonly string[] s_assets =
    [
        "BTC", "ETH", "SOL", "XRP", "DOGE", "ADA", "LTC", "LINK", "AVAX", "DOT", "BCH", "ATOM", "ETC", "FIL", "NEAR", "APT", "ARB",
        "OP", "SUI", "INJ", "AAVE", "UNI", "TRX", "XLM", "ALGO", "ICP", "HBAR", "VET", "GRT", "RUNE", "SAND", "MANA", "AXS", "EGLD",
        "FLOW", "CHZ", "CRV", "COMP", "SNX", "ZEC", "DASH", "NEO", "IOTA", "KSM", "ENJ", "BAT", "1INCH", "LDO", "IMX",
    ];

    private static readonly decimal[] s_prices = [65000m, 3200m, 150m, 2.1m, 0.16m, 0.62m, 85m, 14.5m, 28m, 6.4m, 410m];

    /// <summary>What the perpetual contracts are of.</summary>
    public static IReadOnlyList<string> Assets => s_assets;

    /// <summary>The perpetual contracts and one delivery contract.</summary>
    public static int MaxContracts => s_assets.Length + 1;

    /// <summary>Orders to place, oldest first, spread evenly over the first <paramref name="contracts"/> contracts.</summary>
    public IEnumerable<(SandboxOrderTemplate Template, long? ClientId)> Orders(int count, int contracts)
    {
        double[] ages = Enumerable.Range(0, count).Select(_ => DrawAgeSeconds()).ToArray();
        Array.Sort(ages, (left, right) => right.CompareTo(left));
        for (int i = 0; i < count; i++)
        {
            yield return Order(i % contracts, now.AddSeconds(-ages[i]));
        }
    }

    private (SandboxOrderTemplate Template, long? ClientId) Order(int contract, DateTimeOffset createdAt)
    {
        bool buys = random.Next(2) == 0;
        int volume = random.Next(1, 50);
        bool isPartlyFilled = volume > 1 && random.Next(6) == 0;
        SandboxOrderTemplate template = new()
        {
            ContractCode = CodeOf(contract),
            Side = buys ? "buy" : "sell",
            Type = random.Next(4) == 0 ? "post_only" : "limit",
            MarginMode = random.Next(3) == 0 ? "isolated" : "cross",
            Price = DrawPrice(AssetOf(contract), buys),
            Volume = volume,
            FilledVolume = isPartlyFilled ? random.Next(1, volume) : 0,
            ReduceOnly = random.Next(5) == 0,
            Leverage = random.Next(1, 21),
            CreatedAt = createdAt,
        };
        return (template, random.Next(2) == 0 ? sequences.NextClientOrderId() : null);
    }

    /// <summary>The fifth contract is the delivery contract, so that the usual five include it.</summary>
    private string CodeOf(int contract) =>
        contract == 4 ? ContractCodes.Quarterly(s_assets[0], now) : $"{s_assets[AssetOf(contract)]}-USDT";

    private static int AssetOf(int contract) => contract switch
    {
        < 4 => contract,
        4 => 0,
        _ => contract - 1,
    };

    /// <summary>Evenly over the orders of magnitude: as many orders seconds old as days old.</summary>
    private double DrawAgeSeconds() =>
        YoungestSeconds * Math.Pow(OldestSeconds / YoungestSeconds, random.NextDouble());

    private decimal DrawPrice(int asset, bool buys)
    {
        decimal distance = random.Next(5, 800) / 10_000m;
        decimal price = s_prices[asset % s_prices.Length] * (buys ? 1 - distance : 1 + distance);
        return Math.Round(price, price > 1000m ? 1 : 4);
    }
}
