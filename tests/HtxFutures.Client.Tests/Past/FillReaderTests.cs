using System.Text.Json;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Orders;
using HtxFutures.Past.Fills;

namespace HtxFutures.Client.Tests.Past;

/// <summary>Executions, and what finished orders say of theirs, are read as they were recorded.</summary>
public sealed class FillReaderTests
{
    private static readonly HtxAccount s_account = new("api.hbdm.com", "key", null) { Name = "desk" };

    [Fact]
    public void An_execution_reads_as_recorded()
    {
        HtxFill fill = Assert.Single(Read($"[{Recorded.Fill}]"));
        Assert.Equal(("desk", "BTC-USDT", "150000022", "1560000000000000020"), (fill.Account, fill.ContractCode, fill.TradeId, fill.OrderId));
        Assert.Equal(
            (OrderSide.Sell, PositionSide.Long, MarginMode.Cross, FillKind.Trade, FillRole.Taker),
            (fill.Side, fill.PositionSide, fill.MarginMode, fill.Kind, fill.Role));
        Assert.Equal((62688.2m, 2m, 125.3764m, 0.07522584m, -0.3656m), (fill.Price, fill.Volume, fill.Turnover, fill.Fee, fill.Profit));
        Assert.Equal(("USDT", "api", DateTimeOffset.FromUnixTimeMilliseconds(1780967931197)), (fill.FeeCurrency, fill.Source, fill.Time));
        Assert.Equal("1560000000000000022", fill.Key);
        Assert.Equal("BTC-USDT 1560000000000000020 Sell 2 @ 62688.2", fill.ToString());
    }

    [Fact]
    public void A_cost_is_above_zero_of_orders_as_of_executions()
    {
        HtxOrder order = Assert.Single(OrderReader.Read(Recorded.Bytes($"[{Recorded.FinishedOrder}]").Span, s_account));
        Assert.Equal((0.07522584m, "USDT", -0.3656m), (order.Fee, order.FeeCurrency, order.Profit));
        Assert.Equal(Assert.Single(Read($"[{Recorded.Fill}]")).Fee, order.Fee);

        order = Assert.Single(OrderReader.Read(Recorded.Bytes($"[{Recorded.OpenOrder}]").Span, s_account));
        Assert.Equal(("0", (string?)null, (decimal?)null), (order.Fee?.ToString(System.Globalization.CultureInfo.InvariantCulture), order.FeeCurrency, order.Profit));
    }

    [Theory]
    [InlineData("1", FillKind.Trade)]
    [InlineData("3", FillKind.Liquidation)]
    [InlineData("4", FillKind.Delivery)]
    [InlineData("22", FillKind.AutoDeleveraging)]
    [InlineData("77", FillKind.Unknown)]
    public void What_led_to_it_comes_as_text_or_as_a_number(string word, FillKind kind)
    {
        foreach (string written in new[] { $"\"{word}\"", word })
        {
            HtxFill fill = Assert.Single(Read($"[{Recorded.Fill.Replace("\"order_type\":\"1\"", $"\"order_type\":{written}", StringComparison.Ordinal)}]"));
            Assert.Equal((kind, word), (fill.Kind, fill.RawKind));
        }
    }

    [Fact]
    public void Words_that_are_new_fail_no_page_and_stand_beside()
    {
        HtxFill fill = Assert.Single(Read("""[{"id":7,"contract_code":"BTC-USDT","role":"AUCTION","side":"swap","fee_currency":"USDT,HTX","trade_fee":"","created_time":""}]"""));
        Assert.Equal((FillRole.Unknown, "AUCTION", OrderSide.Unknown, "swap"), (fill.Role, fill.RawRole, fill.Side, fill.RawSide));
        Assert.Equal(("USDT,HTX", null, null, null), (fill.FeeCurrency, fill.Fee, fill.Time, fill.OrderId));
        Assert.Equal(FillRole.Maker, Assert.Single(Read("""[{"id":7,"contract_code":"BTC-USDT","role":"maker"}]""")).Role);
    }

    [Fact]
    public void One_without_an_id_is_no_others_and_pages_go_on_from_its_neighbour()
    {
        List<HtxFill> fills = Read("""[{"contract_code":"A-USDT"},{"id":"9","contract_code":"A-USDT"},{"id":"","contract_code":"A-USDT"}]""");
        Assert.Equal([("", "9"), ("9", "9"), ("", "9")], fills.Select(fill => (fill.Key, fill.Cursor)));
        Assert.Throws<JsonException>(() => Read("""[{"contract_code":"A-USDT"}]"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"id":"1","contract_code":"A-USDT"}""")]
    [InlineData("[7]")]
    [InlineData("""[{"id":"1"}]""")]
    [InlineData("""[{"id":"1","id":"2","contract_code":"A-USDT"}]""")]
    [InlineData("""[{"id":{},"contract_code":"A-USDT"}]""")]
    [InlineData("""[{"id":"1","contract_code":"A-USDT","trade_fee":"1","trade_fee":"2"}]""")]
    public void What_could_hide_an_execution_is_no_list(string data) => Assert.ThrowsAny<JsonException>(() => Read(data));

    private static List<HtxFill> Read(string data) => FillReader.Read(Recorded.Bytes(data).Span, s_account);
}
