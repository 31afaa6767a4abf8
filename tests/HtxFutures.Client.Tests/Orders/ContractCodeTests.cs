using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Orders;

/// <summary>Contract codes (facts 2.1): upper case on the wire, whatever the culture of the user.</summary>
public sealed class ContractCodeTests
{
    [Theory]
    [InlineData("BTC-USDT", "BTC-USDT")]
    [InlineData("link-usdt", "LINK-USDT")]
    [InlineData("Icp-Usdt", "ICP-USDT")]
    [InlineData(" btc-usdt\n", "BTC-USDT")]
    [InlineData("BTC-USDT-251103", "BTC-USDT-251103")]
    [InlineData("btc-usdt-260925", "BTC-USDT-260925")]
    [InlineData("1000PEPE-USDT", "1000PEPE-USDT")]
    [InlineData("1INCH-USDT", "1INCH-USDT")]
    public void Good_codes_are_upper_cased(string text, string code)
    {
        foreach (string culture in (string[])["", "tr-TR", "lt-LT"])
        {
            using var scope = new CultureScope(culture);
            Assert.Equal(code, OrderReference.Create(text, "1").ContractCode);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("BTC")]
    [InlineData("BTCUSDT")]
    [InlineData("BTC_USDT")]
    [InlineData("BTC/USDT")]
    [InlineData("-USDT")]
    [InlineData("BTC-")]
    [InlineData("BTC--USDT")]
    [InlineData("BTC-USDT-")]
    [InlineData("BTC-USDT-2612")]
    [InlineData("BTC-USDT-2612255")]
    [InlineData("BTC-USDT-26122A")]
    [InlineData("BTC-USDT-261225-1")]
    [InlineData("BTC-*")]
    [InlineData("*")]
    [InlineData("BTC-USDT,ETH-USDT")]
    [InlineData("BTC-USDT&order_id=1")]
    [InlineData("BTC-USDT\nETH-USDT")]
    [InlineData("ВТС-USDT")] // Cyrillic
    [InlineData("lınk-usdt")] // a Turkish i without a dot
    [InlineData("BTC-USDT-٢٦١٢٢٥")]
    public void Other_shapes_are_refused(string? text)
    {
        HtxException failure = Assert.Throws<HtxException>(() => OrderReference.Create(text, "1"));
        Assert.Equal(HtxErrorKind.InvalidParameter, failure.Kind);
        Assert.Contains("BTC-USDT", failure.Advice, StringComparison.Ordinal);
    }
}
