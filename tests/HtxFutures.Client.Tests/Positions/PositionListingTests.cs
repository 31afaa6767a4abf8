using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Positions;

/// <summary>Positions are listed by one request; nothing but a whole list says that there are none.</summary>
public sealed class PositionListingTests : IDisposable
{
    private static readonly string s_short = Recorded.Position.Replace("long", "short", StringComparison.Ordinal).Replace("buy", "sell", StringComparison.Ordinal);
    private static readonly string s_isolated = Recorded.Position.Replace("cross", "isolated", StringComparison.Ordinal);
    private static readonly string s_other = Recorded.Position.Replace("BTC", "ETH", StringComparison.Ordinal);

    private readonly ScriptedExchange _exchange = new(new VirtualTime());

    public void Dispose() => _exchange.Dispose();

    [Fact]
    public void One_request_shows_all()
    {
        _exchange.Always(Paths.Positions, Replies.Data($"[{Recorded.Position},{s_short},{s_isolated},{s_other}]"));
        Assert.Equal(4, List().Count);
        Assert.Equal("", Assert.Single(_exchange.SentTo(Paths.Positions)).BusinessQuery);
    }

    [Fact]
    public void A_query_restricts_also_where_the_exchange_does_not()
    {
        _exchange.Always(Paths.Positions, Replies.Data($"[{Recorded.Position},{s_short},{s_isolated},{s_other}]"));
        Assert.Equal("BTC-USDT Long 1 @ 63204.5 isolated", Assert.Single(List(new OpenPositionsQuery { ContractCode = "btc-usdt", PositionSide = PositionSide.Long, MarginMode = MarginMode.Isolated })).ToString());
        Assert.Equal("contract_code=BTC-USDT", Assert.Single(_exchange.SentTo(Paths.Positions)).BusinessQuery);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"\"")]
    public void Success_without_a_list_is_a_failure_and_not_flat(string data)
    {
        _exchange.Always(Paths.Positions, Replies.Data(data));
        HtxException failure = Assert.Throws<HtxException>(() => List());
        Assert.Equal((HtxErrorKind.UnexpectedResponse, false), (failure.Kind, failure.EndsRun));
        Assert.Contains("no list of positions", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_beside_a_refusal_is_not_believed()
    {
        _exchange.Always(Paths.Positions, Replies.Json(Recorded.Envelope("[]", 1014, "no such contract")));
        Assert.Equal(1014, Assert.Throws<HtxException>(() => List()).Code);
    }

    [Fact]
    public void A_contract_that_is_none_is_refused_before_anything_is_sent()
    {
        Assert.Throws<HtxException>(() => List(new OpenPositionsQuery { ContractCode = "BTC" }));
        Assert.Empty(_exchange.SentTo(Paths.Positions));
    }

    private List<HtxPosition> List(OpenPositionsQuery? query = null)
    {
        using Desk desk = _exchange.Open();
        return desk.Time.Run(async () => await desk.Client.Positions.ListAsync(query).ToListAsync().ConfigureAwait(false));
    }
}
