using System.Text;
using System.Text.Json;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Orders;

namespace HtxFutures.Client.Tests.Orders;

/// <summary>Orders as the wire brings them (facts 2.7, 2.8, 7).</summary>
public sealed class OrderReaderTests
{
    private static readonly HtxAccount s_account = new("api.hbdm.com", "0123456789ABCDEF", null);

    [Fact]
    public void The_recorded_row_is_read_member_by_member()
    {
        HtxOrder order = Assert.Single(Read($"[{Recorded.OpenOrder}]"));
        Assert.Equal("ETH-USDT", order.ContractCode);
        Assert.Equal("1550000000000000001", order.OrderId);
        Assert.Equal("577000000000000001", order.ClientOrderId);
        Assert.Equal((OrderSide.Buy, "buy"), (order.Side, order.RawSide));
        Assert.Equal((PositionSide.Long, "long"), (order.PositionSide, order.RawPositionSide));
        Assert.Equal((OrderType.Limit, "limit"), (order.Type, order.RawType));
        Assert.Equal((MarginMode.Cross, "cross"), (order.MarginMode, order.RawMarginMode));
        Assert.Equal((OrderState.New, "new"), (order.State, order.RawState));
        Assert.Equal((TimeInForce.Gtc, "gtc"), (order.TimeInForce, order.RawTimeInForce));
        Assert.Equal(1000m, order.Price);
        Assert.Equal(1m, order.Volume);
        Assert.Equal(0m, order.FilledVolume);
        Assert.Equal(0m, order.AveragePrice);
        Assert.False(order.ReduceOnly);
        Assert.Equal(1, order.Leverage);
        Assert.Equal(new DateTimeOffset(2026, 9, 18, 5, 25, 4, 310, TimeSpan.Zero), order.CreatedAt);
        Assert.Equal(1789714153083, order.UpdatedAt?.ToUnixTimeMilliseconds());
        Assert.Equal(TimeSpan.Zero, order.UpdatedAt?.Offset);
        Assert.Null(order.CancelReason);
        Assert.Equal("api", order.Source);
        Assert.Equal("1550000000000000001", order.Cursor);
        Assert.Same(s_account, order.Origin);
        Assert.False(order.IsFinal);
    }

    [Fact]
    public void The_shape_of_January_2025_is_read_too()
    {
        string old = Recorded.OpenOrder
            .Replace("\"state\":\"new\"", "\"state\":3", StringComparison.Ordinal)
            .Replace("\"reduce_only\":false", "\"reduce_only\":\"\"", StringComparison.Ordinal)
            .Replace("\"price_protect\":false", "\"price_protect\":\"\"", StringComparison.Ordinal)
            .Replace("\"price_match\":null", "\"price_match\":\"\"", StringComparison.Ordinal)
            .Replace("\"created_time\":\"1789709104310\"", "\"created_time\":\"\"", StringComparison.Ordinal)
            .Replace("\"updated_time\":\"1789714153083\"", "\"updated_time\":1789714153083", StringComparison.Ordinal)
            .Replace("\"lever_rate\":1", "\"lever_rate\":\"\"", StringComparison.Ordinal);

        HtxOrder order = Assert.Single(Read($"[{old}]"));
        Assert.Equal((OrderState.New, "3"), (order.State, order.RawState));
        Assert.Null(order.ReduceOnly);
        Assert.Null(order.CreatedAt);
        Assert.Equal(1789714153083, order.UpdatedAt?.ToUnixTimeMilliseconds());
        Assert.Null(order.Leverage);
    }

    [Theory]
    [InlineData("1329854625038651392")]
    [InlineData("1329854625038651393")]
    [InlineData("9007199254740993")]
    [InlineData("9223372036854775807")]
    public void Id_beyond_2_to_53_survives_as_text_and_as_number(string id)
    {
        string row = $$"""{"id":{{id}},"order_id":{{id}},"client_order_id":{{id}},"contract_code":"BTC-USDT"}""";
        HtxOrder order = Assert.Single(Read(row));
        Assert.Equal((id, id, id), (order.OrderId, order.ClientOrderId, order.Cursor));
        Assert.Equivalent(order, Assert.Single(Read(row.Replace(id, $"\"{id}\"", StringComparison.Ordinal))), strict: true);
    }

    [Fact]
    public void The_cursor_is_the_row_id_and_not_the_order_id_where_they_differ()
    {
        HtxOrder order = Assert.Single(Read("""[{"id":"77","order_id":"88","contract_code":"BTC-USDT"}]"""));
        Assert.Equal(("88", "77"), (order.OrderId, order.Cursor));
    }

    [Theory]
    [InlineData("""{"id":"77","contract_code":"BTC-USDT"}""", "77")]
    [InlineData("""{"id":"77","order_id":"","contract_code":"BTC-USDT"}""", "77")]
    [InlineData("""{"id":null,"order_id":"88","contract_code":"BTC-USDT"}""", "88")]
    public void One_of_the_two_ids_is_enough(string row, string id)
    {
        HtxOrder order = Assert.Single(Read(row));
        Assert.Equal((id, id), (order.OrderId, order.Cursor));
    }

    [Theory]
    [InlineData("""[{"contract_code":"BTC-USDT"}]""")]
    [InlineData("""[{"order_id":"1"}]""")]
    [InlineData("""[{"order_id":"","id":null,"contract_code":"BTC-USDT"}]""")]
    [InlineData("""[{"order_id":" ","contract_code":"BTC-USDT"}]""")]
    [InlineData("""[{"order_id":"\u200b","contract_code":"BTC-USDT"}]""")]
    [InlineData("""[{"order_id":"1","contract_code":"\u0007"}]""")]
    [InlineData("""[{"order_id":{},"contract_code":"BTC-USDT"}]""")]
    [InlineData("""[{"order_id":"1","contract_code":"BTC-USDT"},{}]""")]
    [InlineData("""{}""")]
    [InlineData("""[1]""")]
    [InlineData("""[[]]""")]
    [InlineData("""[null]""")]
    [InlineData("\"text\"")]
    [InlineData("7")]
    [InlineData("true")]
    [InlineData("""[{"order_id":"\ud800","contract_code":"BTC-USDT"}]""")]
    [InlineData("""[{"order_id":"1","contract_code":"BTC-USDT","cancel_reason":"\udc00"}]""")]
    [InlineData("""[{"order_id":"1","contract_code":"BTC-USDT","price":"\ud800"}]""")]
    [InlineData("""[{"id":"1","order_id":{},"contract_code":"BTC-USDT"}]""")]
    [InlineData("""[{"id":[1],"order_id":"1","contract_code":"BTC-USDT"}]""")]
    [InlineData("""[{"order_id":true,"contract_code":"BTC-USDT"}]""")]
    [InlineData("""[{"order_id":"1\u0000","contract_code":"BTC-USDT"}]""")]
    [InlineData("""[{"order_id":"1\u200b","contract_code":"BTC-USDT"}]""")]
    [InlineData("""[{"order_id":"1","contract_code":"BTC-USDT\u202e"}]""")]
    public void An_order_without_id_or_contract_is_no_list_of_orders(string data) =>
        Assert.Throws<JsonException>(() => Read(data));

    [Theory]
    [InlineData("""{"order_id":"1","order_id":"2","contract_code":"BTC-USDT"}""")]
    [InlineData("""{"id":"1","id":"1","contract_code":"BTC-USDT"}""")]
    [InlineData("""{"order_id":"1","contract_code":"BTC-USDT","contract_code":"ETH-USDT"}""")]
    [InlineData("""{"order_id":"1","contract_code":"BTC-USDT","state":"new","state":"canceled"}""")]
    [InlineData("""{"order_id":"1","contract_code":"BTC-USDT","state":null,"st\u0061te":"canceled"}""")]
    [InlineData("""{"order_id":"1","contract_code":"BTC-USDT","trade_volume":"0","trade_volume":"1"}""")]
    public void An_order_that_says_two_things_is_no_list_of_orders(string data)
    {
        Assert.Throws<JsonException>(() => Read(data));
        Assert.Throws<JsonException>(() => Read($"[{Recorded.OpenOrder},{data}]"));
    }

    [Fact]
    public void Members_of_no_meaning_may_come_twice()
    {
        HtxOrder order = Assert.Single(Read("""[{"order_id":"1","contract_code":"BTC-USDT","price_match":null,"price_match":"1","fee":"0","fee":"1","profit":null,"profit":"2"}]"""));
        Assert.Equal((null, null), (order.Fee, order.Profit)); // which of them is true, nobody knows
    }

    [Theory]
    [InlineData("\"577\"", "577")]
    [InlineData("577", "577")]
    [InlineData("\"web-577\"", "web-577")]
    [InlineData("\"577\\u200b\"", null)]
    [InlineData("\"577\\u0000\"", null)]
    public void A_clients_id_is_taken_as_it_stands_or_not_at_all(string json, string? id) =>
        Assert.Equal(id, Assert.Single(Read($$"""[{"order_id":"1","contract_code":"BTC-USDT","client_order_id":{{json}}}]""")).ClientOrderId);

    [Fact]
    public void A_text_that_is_no_UTF_8_is_no_list_of_orders()
    {
        byte[] data = Encoding.UTF8.GetBytes("""[{"order_id":"1","contract_code":"?"}]""");
        data[Array.IndexOf(data, (byte)'?')] = 0xC3;
        Assert.Throws<JsonException>(() => OrderReader.Read(data, s_account));
    }

    [Fact]
    public void An_empty_list_is_no_order() => Assert.Empty(Read("[]"));

    [Fact]
    public void No_list_at_all_does_not_say_that_there_is_no_order() => Assert.Throws<JsonException>(() => Read(""));

    [Fact]
    public void A_single_order_and_a_list_of_one_are_the_same() =>
        Assert.Equivalent(Assert.Single(Read(Recorded.OpenOrder)), Assert.Single(Read($"[{Recorded.OpenOrder}]")), strict: true);

    private static List<HtxOrder> Read(string data) => OrderReader.Read(Encoding.UTF8.GetBytes(data), s_account);
}
