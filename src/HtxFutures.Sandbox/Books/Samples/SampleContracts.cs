using HtxFutures.Sandbox.Market;

namespace HtxFutures.Sandbox.Books.Samples;

/// <summary>The contracts that samples are spread over, by number: perpetual ones, and as the fifth a delivery contract, so that the usual five include it.</summary>
internal static class SampleContracts
{
    public const int Delivery = 4;

    public static int Count => ListedAssets.Names.Count + 1;

    public static string CodeOf(int contract, DateTimeOffset now) => contract == Delivery
        ? ContractCodes.Quarterly(ListedAssets.Names[0], now)
        : $"{ListedAssets.Names[AssetOf(contract)]}-USDT";

    /// <summary>What a contract trades at, moved by a share of that, and in as many decimals as a price of that size has.</summary>
    public static decimal PriceOf(int contract, decimal share)
    {
        decimal price = ListedAssets.PriceOf(AssetOf(contract)) * (1 + share);
        return Math.Round(price, price > 1000m ? 1 : 4);
    }

    private static int AssetOf(int contract) => contract switch
    {
        < Delivery => contract,
        Delivery => 0,
        _ => contract - 1,
    };
}
