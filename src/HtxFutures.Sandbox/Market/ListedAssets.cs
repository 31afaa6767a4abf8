namespace HtxFutures.Sandbox.Market;

/// <summary>What the perpetual contracts are of, and what one of it costs before a price is moved. The prices are about right for the first ones only.</summary>
internal static class ListedAssets
{
    private static readonly string[] s_names =
    [
        "BTC", "ETH", "SOL", "XRP", "DOGE", "ADA", "LTC", "LINK", "AVAX", "DOT", "BCH", "ATOM", "ETC", "FIL", "NEAR", "APT", "ARB",
        "OP", "SUI", "INJ", "AAVE", "UNI", "TRX", "XLM", "ALGO", "ICP", "HBAR", "VET", "GRT", "RUNE", "SAND", "MANA", "AXS", "EGLD",
        "FLOW", "CHZ", "CRV", "COMP", "SNX", "ZEC", "DASH", "NEO", "IOTA", "KSM", "ENJ", "BAT", "1INCH", "LDO", "IMX",
    ];

    private static readonly decimal[] s_prices = [65000m, 3200m, 150m, 2.1m, 0.16m, 0.62m, 85m, 14.5m, 28m, 6.4m, 410m];

    public static IReadOnlyList<string> Names => s_names;

    /// <summary>The price of an asset in USDT, by its place in the list.</summary>
    public static decimal PriceOf(int asset) => s_prices[asset % s_prices.Length];

    /// <summary>The price of what a contract is of; null for an asset that is not listed.</summary>
    public static decimal? PriceOf(string contractCode) =>
        Array.IndexOf(s_names, contractCode.Split('-')[0]) is >= 0 and var asset ? PriceOf(asset) : null;
}
