namespace HtxFutures.Sandbox.Market;

/// <summary>What one contract is of, and what trading and holding it costs (desk facts 2.1, 4.3, 8.1).</summary>
internal static class ContractTerms
{
    /// <summary>The fee of an execution that took from the book, as a share of its turnover.</summary>
    public const decimal TakerFee = 0.0006m;

    /// <summary>The fee of one whose order waited there.</summary>
    public const decimal MakerFee = 0.0002m;

    /// <summary>The maintenance margin as a share of the value: the rate of the smallest tier, and the fee of the way out. Larger tiers are not kept.</summary>
    public const decimal MaintenanceRate = 0.0028m + TakerFee;

    // Those of the first four are known; the others are about right.
    private static readonly Dictionary<string, decimal> s_sizes = new(StringComparer.Ordinal)
    {
        ["BTC"] = 0.001m, ["ETH"] = 0.01m, ["ADA"] = 10, ["FIL"] = 0.1m,
        ["XRP"] = 10, ["DOGE"] = 100, ["LTC"] = 0.1m, ["LINK"] = 0.1m, ["BCH"] = 0.01m, ["TRX"] = 100, ["XLM"] = 10,
    };

    /// <summary>How much of its asset one contract is; 1 for assets that nothing is known of.</summary>
    public static decimal SizeOf(string contractCode) => s_sizes.GetValueOrDefault(contractCode.Split('-')[0], 1);

    /// <summary>What executing contracts costs, in USDT.</summary>
    public static decimal Fee(string contractCode, decimal volume, decimal price, string role) =>
        Value(contractCode, volume, price) * (role == "TAKER" ? TakerFee : MakerFee);

    /// <summary>What contracts are worth at a price, in USDT.</summary>
    public static decimal Value(string contractCode, decimal volume, decimal price) => volume * SizeOf(contractCode) * price;
}
