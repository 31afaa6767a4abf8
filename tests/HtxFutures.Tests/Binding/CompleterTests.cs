using HtxFutures.Binding;

namespace HtxFutures.Tests.Binding;

public sealed class CompleterTests
{
    private readonly HtxOrder[] _orders =
    [
        Order("BTC-USDT", "1329854625038651392", "577000000000000001"),
        Order("ETH-USDT", "1329854625038651777", "1329854625038651777"), // placed without a client's id
        Order("BTC-USDT", "1455000000000001392", null),
    ];

    [Fact]
    public void Nothing_typed_suggests_all_in_their_order() => Assert.Equal(
        _orders.Select(order => order.OrderId), Ids(typed: ""));

    [Fact]
    public void The_first_digits_go_before_the_last_ones()
    {
        Assert.Equal(["1329854625038651392", "1329854625038651777"], Ids(typed: "13"));
        Assert.Equal(["1329854625038651392", "1455000000000001392"], Ids(typed: "1392"));
        Assert.Empty(Ids(typed: "2038"));
    }

    [Fact]
    public void Contracts_on_the_line_narrow_it_in_any_case()
    {
        Assert.Equal(["1329854625038651777"], Ids(typed: "", contracts: "eth-usdt"));
        Assert.Empty(Ids(typed: "", contracts: "SOL-USDT"));
    }

    [Fact]
    public void A_clients_id_is_suggested_only_where_the_client_gave_one() => Assert.Equal(["577000000000000001"], Ids(typed: "", byClient: true));

    [Fact]
    public void A_suggestion_brings_its_order() => Assert.Same(_orders[1], Assert.Single(OrderIdCompleter.Suggest(_orders, false, [], "777")).Order);

    [Fact]
    public void Contracts_are_suggested_by_how_they_begin()
    {
        Assert.Equal(["BTC-USDT", "BTC-USDT-261225"], ContractCodeCompleter.Suggest(["BTC-USDT", "ETH-USDT", "BTC-USDT-261225"], "btc"));
        using var turkish = new CultureScope("tr-TR");
        Assert.Equal(["1INCH-USDT"], ContractCodeCompleter.Suggest(["1INCH-USDT"], "1inch"));
    }

    [Theory]
    [InlineData("BTC-USDT", "BTC-USDT: 2 open orders seen")]
    [InlineData("ETH-USDT", "ETH-USDT: 1 open order seen")]
    [InlineData("SOL-USDT", "SOL-USDT: no order seen that is still open")]
    [InlineData("XRP-USDT", "XRP-USDT: no order seen that is still open; position seen: Long 3, Short 0.5")]
    public void A_contract_tells_how_many_orders_and_which_positions_were_seen(string contract, string expected)
    {
        HtxPosition[] positions =
        [
            new() { ContractCode = "XRP-USDT", PositionSide = PositionSide.Long, Volume = 3 },
            new() { ContractCode = "XRP-USDT", PositionSide = PositionSide.Both, Direction = OrderSide.Sell, Volume = 0.5m },
        ];
        Assert.Equal(expected, ContractCodeCompleter.Tip(contract, _orders, positions));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("btc", "btc")]
    [InlineData("'my d", "my d")]
    [InlineData("\"my d\"", "my d")]
    [InlineData("'it''s'", "it's")]
    public void What_was_typed_counts_without_its_quotes(string? word, string expected) => Assert.Equal(expected, CompletionWord.Typed(word));

    [Theory]
    [InlineData("BTC-USDT-261225", "BTC-USDT-261225")]
    [InlineData("1329854625038651392", "1329854625038651392")]
    [InlineData("Tür_1.2", "Tür_1.2")]
    [InlineData("my desk", "'my desk'")]
    [InlineData("it's", "'it''s'")]
    [InlineData("it\u2019s", "'it\u2019\u2019s'")]
    [InlineData("-Force", "'-Force'")]
    [InlineData("$x;`y", "'$x;`y'")]
    [InlineData("", "''")]
    public void What_would_mean_something_else_is_quoted(string text, string expected) => Assert.Equal(expected, CompletionWord.Quote(text));

    [Fact]
    public void Wildcards_in_a_name_are_escaped() => Assert.Equal("a`[1`]`*`?``", CompletionWord.EscapeWildcards("a[1]*?`"));

    private IEnumerable<string> Ids(string typed, bool byClient = false, params string[] contracts) =>
        OrderIdCompleter.Suggest(_orders, byClient, contracts, typed).Select(suggestion => suggestion.Id);

    private static HtxOrder Order(string contract, string id, string? clientId) => new() { ContractCode = contract, OrderId = id, ClientOrderId = clientId };
}
