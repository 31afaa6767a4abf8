using System.Text;
using System.Text.Json;
using HtxFutures.AlgoOrders;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.AlgoOrders;

/// <summary>Algo orders as they were recorded, and as clients of the exchange describe them (desk facts 1.3).</summary>
public sealed class AlgoOrderReaderTests
{
    [Fact]
    public void The_recorded_take_profit_is_read()
    {
        HtxAlgoOrder algo = Read(Recorded.TakeProfit);
        Assert.Equal(("BTC-USDT", "1560000000000000001", AlgoOrderType.TakeProfit, AlgoOrderState.Active), (algo.ContractCode, algo.AlgoId, algo.Type, algo.State));
        Assert.Equal((OrderSide.Sell, PositionSide.Long, MarginMode.Cross, 1m), (algo.Side, algo.PositionSide, algo.MarginMode, algo.Volume));
        Assert.Equal((101000m, "last", null, "market"), (algo.TakeProfitPrice, algo.TakeProfitPriceType, algo.TakeProfitOrderPrice, algo.TakeProfitOrderType));
        Assert.Null(algo.ClientAlgoId);
        Assert.Null(algo.StopLossPrice);
        Assert.Null(algo.TriggerPrice);
        Assert.Null(algo.ReduceOnly);
        Assert.Null(algo.ChildOrderId);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1780738313187), algo.UpdatedAt);
        Assert.Equal("BTC-USDT 1560000000000000001 Sell 1 at market when last >= 101000", algo.ToString());
    }

    [Fact]
    public void The_recorded_trailing_stop_is_read()
    {
        HtxAlgoOrder algo = Read(Recorded.TrailingStop);
        Assert.Equal((AlgoOrderType.TrailingStop, 90000m, 0.05m, true, "formula_price"), (algo.Type, algo.ActivationPrice, algo.CallbackRate, algo.ReduceOnly, algo.OrderPriceType));
        Assert.Equal("Sell 1 at formula_price when last falls 5% after reaching 90000", algo.Description);
    }

    [Theory]
    [InlineData("""{"type":"sl","side":"buy","volume":"3","sl_trigger_price":"95000","sl_order_price":"95100","sl_type":"limit","sl_trigger_price_type":"mark"}""", "Buy 3 at 95100 when mark >= 95000")]
    [InlineData("""{"type":"tp","side":"buy","tp_trigger_price":"95000","tp_type":"market"}""", "Buy all at market when last <= 95000")]
    [InlineData("""{"type":"tpsl","side":"sell","volume":"3","tp_trigger_price":"101000","tp_type":"market","sl_trigger_price":"95000","sl_type":"market"}""", "Sell 3 at market when last >= 101000 or last <= 95000")]
    [InlineData("""{"type":"tpsl","side":"sell","volume":"3","tp_trigger_price":"101000","tp_type":"limit","tp_order_price":"100900","sl_trigger_price":"95000","sl_type":"market"}""", "Sell 3 at 100900 when last >= 101000 or at market when last <= 95000")]
    [InlineData("""{"type":"trailing_stop","side":"buy","volume":"3","callback_rate":"792281625142643375935439503.35"}""", "Buy 3 at market when last rises 79228162514264337593543950335%")]
    [InlineData("""{"type":"trailing_stop","side":"buy","volume":"3","callback_rate":"79228162514264337593543950335"}""", "Buy 3 at market when last rises 79228162514264337593543950335 times")]
    [InlineData("""{"type":"trigger","side":"buy","volume":"3","trigger_price":"59000","trigger_price_type":"last","price":"60000"}""", "Buy 3 at 60000 when last reaches 59000")]
    [InlineData("""{"type":"trigger","side":"sell","volume":"3","trigger_price":"59000","price_match":"optimal_5"}""", "Sell 3 at optimal_5 when last reaches 59000")]
    [InlineData("""{"type":"trailing_stop","side":"buy","volume":"2","callback_rate":"0.012"}""", "Buy 2 at market when last rises 1.2%")]
    [InlineData("""{"type":"iceberg","side":"sell","volume":"2"}""", "Sell 2, iceberg")]
    [InlineData("""{"type":"sl","side":"hedge","volume":"2","sl_trigger_price":"1"}""", "hedge 2 at market when last reaches 1")]
    [InlineData("""{"type":"sl","state":"failed","side":"sell","volume":"2","sl_trigger_price":"1"}""", "Failed: Sell 2 at market when last <= 1")]
    [InlineData("""{"type":"sl","state":"effective","side":"sell","volume":"2","sl_trigger_price":"1"}""", "Fired: Sell 2 at market when last <= 1")]
    public void It_says_in_one_line_what_it_will_do(string members, string description) =>
        Assert.Equal(description, Read($$"""{"algo_id":"7","contract_code":"BTC-USDT",{{members[1..]}}""").Description);

    [Fact]
    public void Numbers_and_texts_of_every_culture_read_the_same()
    {
        using var culture = new CultureScope("de-DE");
        Assert.Equal("Sell 1 at formula_price when last falls 5% after reaching 90000", Read(Recorded.TrailingStop).Description);
        Assert.Equal("Sell 0.5 at market when last <= 1.25", Read("""{"algo_id":7,"contract_code":"BTC-USDT","type":"sl","side":"sell","volume":0.5,"sl_trigger_price":1.25}""").Description);
    }

    [Fact]
    public void An_unknown_word_is_shown_and_ends_nothing()
    {
        HtxAlgoOrder algo = Read("""{"algo_id":"7","contract_code":"BTC-USDT","type":"iceberg","state":"napping"}""");
        Assert.Equal((AlgoOrderType.Unknown, "iceberg", AlgoOrderState.Unknown, "napping"), (algo.Type, algo.RawType, algo.State, algo.RawState));
        Assert.False(algo.IsFinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("""[{"contract_code":"BTC-USDT"}]""")]
    [InlineData("""[{"algo_id":"7"}]""")]
    [InlineData("""[{"algo_id":"7","algo_id":"8","contract_code":"BTC-USDT"}]""")]
    [InlineData("""[{"algo_id":"7","contract_code":"BTC-USDT","state":"active","state":"canceled"}]""")]
    public void What_would_hide_one_is_no_list(string data) => Assert.ThrowsAny<JsonException>(() => AlgoOrderReader.Read(Encoding.UTF8.GetBytes(data), Account, AlgoOrderType.StopLoss));

    private static HtxAccount Account { get; } = null!;

    private static HtxAlgoOrder Read(string json) => Assert.Single(AlgoOrderReader.Read(Encoding.UTF8.GetBytes(json), Account, AlgoOrderType.StopLoss));
}
