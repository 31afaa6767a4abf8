using System.Text;
using HtxFutures.Json;
using HtxFutures.Orders;

namespace HtxFutures.Client.Tests.Json;

/// <summary>The exchange's words, written and read by one table.</summary>
public sealed class WordsTests
{
    [Fact]
    public void Every_word_of_an_order_is_the_exchanges_in_both_directions()
    {
        Check(OrderWords.Sides, (OrderSide.Buy, "buy"), (OrderSide.Sell, "sell"));
        Check(OrderWords.PositionSides, (PositionSide.Long, "long"), (PositionSide.Short, "short"), (PositionSide.Both, "both"));
        Check(OrderWords.Types, (OrderType.Limit, "limit"), (OrderType.Market, "market"), (OrderType.PostOnly, "post_only"));
        Check(OrderWords.MarginModes, (MarginMode.Cross, "cross"), (MarginMode.Isolated, "isolated"));
        Check(OrderWords.TimesInForce, (TimeInForce.Gtc, "gtc"), (TimeInForce.Ioc, "ioc"), (TimeInForce.Fok, "fok"));
        Check(
            OrderWords.States,
            (OrderState.New, "new"),
            (OrderState.PartiallyFilled, "partially_filled"),
            (OrderState.Filled, "filled"),
            (OrderState.PartiallyCanceled, "partially_canceled"),
            (OrderState.Canceled, "canceled"),
            (OrderState.Rejected, "rejected"));
    }

    [Fact]
    public void The_number_that_was_seen_once_is_read_and_never_written()
    {
        Assert.Equal((OrderState.New, "3"), Read(OrderWords.States, "3"));
        Assert.Equal((OrderState.New, "3"), Read(OrderWords.States, "\"3\""));
        Assert.Equal("new", OrderWords.States[OrderState.New]);
        Assert.Equal((OrderState.Unknown, "7"), Read(OrderWords.States, "7"));
    }

    [Theory]
    [InlineData("\"Buy\"", "Buy")]
    [InlineData("\"buy \"", "buy ")]
    [InlineData("\"bu\"", "bu")]
    [InlineData("\"b\\u001buy\"", "buy")]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("[\"buy\"]", null)]
    [InlineData("true", "true")]
    public void What_is_no_word_of_the_table_is_unknown_and_shown_as_far_as_it_may_be(string json, string? raw) =>
        Assert.Equal((OrderSide.Unknown, raw), Read(OrderWords.Sides, json));

    [Fact]
    public void A_word_may_be_written_with_escapes() => Assert.Equal((OrderSide.Buy, "buy"), Read(OrderWords.Sides, "\"\\u0062uy\""));

    [Fact]
    public void What_has_no_word_is_not_sent()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => OrderWords.Sides[OrderSide.Unknown]);
        Assert.Throws<ArgumentOutOfRangeException>(() => OrderWords.MarginModes[(MarginMode)9]);
    }

    private static void Check<T>(Words<T> words, params (T Value, string Word)[] expected)
        where T : struct, Enum
    {
        Assert.Equal(Enum.GetValues<T>().Where(value => !value.Equals(default(T))).Order(), expected.Select(row => row.Value).Order());
        foreach ((T value, string word) in expected)
        {
            Assert.Equal(word, words[value]);
            Assert.Equal((value, word), Read(words, $"\"{word}\""));
        }
    }

    private static (T Value, string? Raw) Read<T>(Words<T> words, string json)
        where T : struct, Enum
    {
        var item = new WireObject(Encoding.UTF8.GetBytes($$"""{"v":{{json}}}"""));
        item.ReadNext();
        return words.Read(item.Find("v"));
    }
}
