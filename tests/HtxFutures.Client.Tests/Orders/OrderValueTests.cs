using System.Globalization;
using System.Text;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Orders;

namespace HtxFutures.Client.Tests.Orders;

/// <summary>Single values of an order, in all the ways the wire writes them (facts 7.5).</summary>
public sealed class OrderValueTests
{
    [Theory]
    [InlineData("\"65000.5\"", "65000.5")]
    [InlineData("65000.5", "65000.5")]
    [InlineData("\"1E-8\"", "0.00000001")]
    [InlineData("1.5e3", "1500")]
    [InlineData("\"0.1234567890123456789012345678\"", "0.1234567890123456789012345678")]
    [InlineData("\"-12.5\"", "-12.5")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("\"65000,5\"", null)] // a decimal comma is no decimal point
    [InlineData("\"1e400\"", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("\"65000\\u0000\"", null)]
    [InlineData("\" 65000\"", null)]
    [InlineData("{}", null)]
    [InlineData("[1]", null)]
    public void Decimals_are_exact_in_every_culture(string json, string? value)
    {
        decimal? expected = value is null ? null : decimal.Parse(value, CultureInfo.InvariantCulture);
        foreach (string culture in (string[])["", "de-DE", "ar-SA", "fa-IR"])
        {
            using var scope = new CultureScope(culture);
            Assert.Equal(expected, Read($"\"price\":{json}").Price);
            Assert.Equal(expected, Read($"\"volume\":{json}").Volume);
            Assert.Equal(expected, Read($"\"trade_volume\":{json}").FilledVolume);
            Assert.Equal(expected, Read($"\"trade_avg_price\":{json}").AveragePrice);
        }
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"true\"", true)]
    [InlineData("\"False\"", false)]
    [InlineData("1", true)]
    [InlineData("\"0\"", false)]
    [InlineData("\"true\\u0000\"", null)]
    [InlineData("\" true\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("2", null)]
    public void Yes_and_no_come_in_many_forms(string json, bool? value) => Assert.Equal(value, Read($"\"reduce_only\":{json}").ReduceOnly);

    [Theory]
    [InlineData("\"1789709104310\"", 1789709104310)]
    [InlineData("1789709104310", 1789709104310)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    [InlineData("1789709104310.5", null)]
    [InlineData("99999999999999999", null)]
    [InlineData("\"2026-09-18\"", null)]
    public void A_time_is_milliseconds_or_nothing(string json, long? value)
    {
        Assert.Equal(value, Read($"\"created_time\":{json}").CreatedAt?.ToUnixTimeMilliseconds());
        Assert.Equal(value, Read($"\"updated_time\":{json}").UpdatedAt?.ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("\"new\"", OrderState.New, false)]
    [InlineData("3", OrderState.New, false)]
    [InlineData("\"partially_filled\"", OrderState.PartiallyFilled, false)]
    [InlineData("\"filled\"", OrderState.Filled, true)]
    [InlineData("\"partially_canceled\"", OrderState.PartiallyCanceled, true)]
    [InlineData("\"canceled\"", OrderState.Canceled, true)]
    [InlineData("\"rejected\"", OrderState.Rejected, true)]
    [InlineData("\"Canceled\"", OrderState.Unknown, false)]
    [InlineData("\"cancelled\"", OrderState.Unknown, false)]
    [InlineData("7", OrderState.Unknown, false)]
    [InlineData("null", OrderState.Unknown, false)]
    public void Only_a_known_state_is_final(string json, OrderState state, bool isFinal)
    {
        HtxOrder order = Read($"\"state\":{json}");
        Assert.Equal(state, order.State);
        Assert.Equal(isFinal, order.IsFinal);
    }

    [Theory]
    [InlineData("sell", OrderSide.Sell)]
    [InlineData("hold", OrderSide.Unknown)]
    public void Unknown_words_keep_the_text_of_the_exchange(string side, OrderSide expected)
    {
        HtxOrder order = Read($"\"side\":\"{side}\",\"position_side\":\"inside_out\",\"type\":\"optimal_99\",\"margin_mode\":\"portfolio\",\"time_in_force\":\"gtd\",\"state\":\"paused\"");
        Assert.Equal((expected, side), (order.Side, order.RawSide));
        Assert.Equal((PositionSide.Unknown, "inside_out"), (order.PositionSide, order.RawPositionSide));
        Assert.Equal((OrderType.Unknown, "optimal_99"), (order.Type, order.RawType));
        Assert.Equal((MarginMode.Unknown, "portfolio"), (order.MarginMode, order.RawMarginMode));
        Assert.Equal((TimeInForce.Unknown, "gtd"), (order.TimeInForce, order.RawTimeInForce));
        Assert.Equal((OrderState.Unknown, "paused"), (order.State, order.RawState));
    }

    [Fact]
    public void All_documented_words_are_known()
    {
        HtxOrder order = Read("\"position_side\":\"both\",\"type\":\"post_only\",\"margin_mode\":\"isolated\",\"time_in_force\":\"fok\"");
        Assert.Equal((PositionSide.Both, OrderType.PostOnly, MarginMode.Isolated, TimeInForce.Fok), (order.PositionSide, order.Type, order.MarginMode, order.TimeInForce));
        order = Read("\"position_side\":\"short\",\"type\":\"market\",\"time_in_force\":\"ioc\"");
        Assert.Equal((PositionSide.Short, OrderType.Market, TimeInForce.Ioc), (order.PositionSide, order.Type, order.TimeInForce));
    }

    [Fact]
    public void Texts_are_made_fit_to_be_shown()
    {
        HtxOrder order = Read("""
            "cancel_reason":"Limit order cancelation\u001b[31m by the client\u202e","order_source":"a\npi","state":"\u0007odd"
            """);
        Assert.Equal("Limit order cancelation[31m by the client", order.CancelReason);
        Assert.Equal("api", order.Source);
        Assert.Equal("odd", order.RawState);
    }

    private static HtxOrder Read(string members) => Assert.Single(OrderReader.Read(
        Encoding.UTF8.GetBytes($$"""{"order_id":"1","contract_code":"BTC-USDT",{{members}}}"""), new HtxAccount("", "", null)));
}
