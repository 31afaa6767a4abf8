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
    [InlineData("龙虾-USDT", "龙虾-USDT")] // listed and active
    [InlineData("哈基米-usdt", "哈基米-USDT")]
    [InlineData("龙虾-USDT-261225", "龙虾-USDT-261225")]
    [InlineData("1000哈基米-USDT", "1000哈基米-USDT")]
    [InlineData("btc币-usdt", "BTC币-USDT")]
    [InlineData("𠮷-USDT", "𠮷-USDT")] // two units of UTF-16
    [InlineData("ラーメン-USDT", "ラーメン-USDT")]
    [InlineData("김치-USDT", "김치-USDT")]
    [InlineData("हिंदी-USDT", "हिंदी-USDT")] // its vowels are marks
    [InlineData("κατ-usdt", "ΚΑΤ-USDT")]
    [InlineData("втс-usdt", "ВТС-USDT")] // Cyrillic, which only looks like BTC: the exchange says that it lists no such contract
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
    [InlineData("lınk-usdt")] // a Turkish i without a dot, which has no capital of its own
    [InlineData("BTC-USDT-٢٦١٢٢٥")]
    [InlineData("١٠٠٠-USDT")]
    [InlineData("BTC-龙虾")]
    [InlineData("龙 虾-USDT")]
    [InlineData("龙\u0007虾-USDT")] // control
    [InlineData("龙\u001b[2J-USDT")]
    [InlineData("\u202e虾龙-USDT")] // turns the reading direction
    [InlineData("龙\u2066虾-USDT")]
    [InlineData("龙\u200b虾-USDT")] // not to be seen
    [InlineData("龙\u200d虾-USDT")]
    [InlineData("\ufeff龙虾-USDT")]
    [InlineData("龙虾\ufe0f-USDT")]
    [InlineData("BTC\u3164-USDT")] // a letter by its category
    [InlineData("BTC\u115f-USDT")]
    [InlineData("BTC\u034f-USDT")]
    [InlineData("BTC\udb40\udd00-USDT")]
    [InlineData("龙\ue000-USDT")] // of private use
    [InlineData("龙\ud842-USDT")] // half a character
    [InlineData("\u0301BTC-USDT")] // a mark without a letter
    [InlineData("😀-USDT")]
    [InlineData("龙＊-USDT")]
    [InlineData("龙虾－USDT")] // a wide hyphen
    public void Other_shapes_are_refused(string? text)
    {
        HtxException failure = Assert.Throws<HtxException>(() => OrderReference.Create(text, "1"));
        Assert.Equal(HtxErrorKind.InvalidParameter, failure.Kind);
        Assert.Contains("BTC-USDT", failure.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain(failure.Message, c => char.IsControl(c) || c is '\u202e' or '\u2066' or '\u200b' or '\u3164');
    }
}
