using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Orders;

/// <summary>What can name an order, checked before anything is sent.</summary>
public sealed class OrderReferenceTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("1550000000000000001", "1550000000000000001")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("  1550000000000000001\r\n", "1550000000000000001")]
    [InlineData("0007", "7")]
    [InlineData("000000000000000000000000000001550000000000000001", "1550000000000000001")]
    public void Good_ids_are_taken(string text, string id)
    {
        Assert.Equal(id, OrderReference.Create("BTC-USDT", text).OrderId);
        Assert.Equal(id, OrderReference.Create("BTC-USDT", null, text).ClientOrderId);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("9223372036854775808")]
    [InlineData("12345678901234567890")]
    [InlineData("abc")]
    [InlineData("12a")]
    [InlineData("0x10")]
    [InlineData("1,550,000")]
    [InlineData("1 550")]
    [InlineData("1_000")]
    [InlineData("١٢٣")]
    [InlineData("１２３")]
    [InlineData("1;2")]
    [InlineData("e5")]
    [InlineData("NaN")]
    public void Bad_ids_are_refused_by_name_and_with_the_range(string text)
    {
        foreach (string culture in (string[])["", "ar-SA", "de-DE"])
        {
            using var scope = new CultureScope(culture);
            HtxException failure = Assert.Throws<HtxException>(() => OrderReference.Create("BTC-USDT", text));
            Assert.Equal(HtxErrorKind.InvalidParameter, failure.Kind);
            Assert.Contains($"'{text}'", failure.Message, StringComparison.Ordinal);
            Assert.Contains("9223372036854775807", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("floating-point", failure.Message, StringComparison.Ordinal);
            Assert.Throws<HtxException>(() => OrderReference.Create("BTC-USDT", null, text));
        }
    }

    [Theory]
    [InlineData("1.32985462503865E+18")]
    [InlineData("1.55E+18")]
    [InlineData("1e18")]
    [InlineData("1329854625038651400.0")]
    [InlineData("1.0")]
    [InlineData(" 1.55E+18 ")]
    public void An_id_that_was_a_floating_point_number_is_refused_with_the_reason(string text)
    {
        using var scope = new CultureScope("de-DE");
        HtxException failure = Assert.Throws<HtxException>(() => OrderReference.Create("BTC-USDT", text));
        Assert.Equal(HtxErrorKind.InvalidParameter, failure.Kind);
        Assert.Contains("floating-point", failure.Message, StringComparison.Ordinal);
        Assert.Contains("text", failure.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(" ", "\t")]
    public void An_order_without_an_id_is_refused(string? orderId, string? clientOrderId)
    {
        HtxException failure = Assert.Throws<HtxException>(() => OrderReference.Create("BTC-USDT", orderId, clientOrderId));
        Assert.Equal(HtxErrorKind.InvalidParameter, failure.Kind);
        Assert.Contains("BTC-USDT", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_an_exchange_id_the_client_id_is_only_shown()
    {
        var order = OrderReference.Create("BTC-USDT", "1550000000000000001", " not a number ");
        Assert.Equal(("1550000000000000001", "not a number"), (order.OrderId, order.ClientOrderId));
        Assert.Equal(("order_id", "1550000000000000001"), (order.IdParameter, order.Id));
        Assert.Equal("BTC-USDT order 1550000000000000001", order.ToString());
        Assert.Equal("BTC-USDT client order 7", OrderReference.Create("BTC-USDT", null, "7").ToString());
    }
}
