using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Calls;

/// <summary>Requests to the letter (facts 1.4, 2.1, 2.7, 2.8).</summary>
public sealed class RequestOnTheWireTests : IDisposable
{
    private readonly ScriptedExchange _exchange = new(new VirtualTime());
    private readonly Desk _desk;

    public RequestOnTheWireTests()
    {
        _desk = _exchange.Open();
        _exchange.Always(Paths.CancelOrder, Replies.Accepted).Always(Paths.Order, Replies.Data(Recorded.OpenOrder));
    }

    public void Dispose()
    {
        _desk.Dispose();
        _exchange.Dispose();
    }

    [Fact]
    public void Connecting_asks_for_the_time_and_proves_the_key_by_one_read()
    {
        Assert.Equal([Paths.Timestamp, Paths.Opens], _exchange.Requests.Select(request => request.Path));
        Assert.Equal("https://api.hbdm.com/api/v1/timestamp", _exchange.Requests[0].Address.AbsoluteUri);
        Assert.Equal("limit=1", _exchange.Requests[1].BusinessQuery);
    }

    [Theory]
    [InlineData("1329854625038651392", null, """{"contract_code":"BTC-USDT","order_id":"1329854625038651392"}""")]
    [InlineData("1329854625038651392", "577000000000000001", """{"contract_code":"BTC-USDT","order_id":"1329854625038651392"}""")]
    [InlineData(null, "577000000000000001", """{"contract_code":"BTC-USDT","client_order_id":"577000000000000001"}""")]
    public void A_cancel_names_one_id_as_text(string? orderId, string? clientOrderId, string body)
    {
        _exchange.Always(Paths.CancelOrder, Replies.Data("null"));
        _desk.Cancel(OrderReference.Create("btc-usdt", orderId, clientOrderId));
        SentRequest sent = Assert.Single(_exchange.SentTo(Paths.CancelOrder));

        Assert.Equal("POST", sent.Method);
        Assert.Equal(body, sent.Body);
        Assert.Equal("application/json", sent.ContentType);
        Assert.Equal("", sent.BusinessQuery);
        Assert.StartsWith(
            "https://api.hbdm.com/v5/trade/cancel_order?AccessKeyId=a1b2c3d4-e5f60718-example1-9abcd&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=2026-09-18T07%3A21%3A32&Signature=",
            sent.Address.AbsoluteUri,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1550000000000000001", null, "contract_code=ETH-USDT&margin_mode=cross&order_id=1550000000000000001")]
    [InlineData(null, "577000000000000001", "client_order_id=577000000000000001&contract_code=ETH-USDT&margin_mode=cross")]
    public void A_look_up_asks_for_cross_margin_first(string? orderId, string? clientOrderId, string query)
    {
        Assert.NotNull(_desk.Find(OrderReference.Create("ETH-USDT", orderId, clientOrderId)));
        SentRequest sent = Assert.Single(_exchange.SentTo(Paths.Order));

        Assert.Equal("GET", sent.Method);
        Assert.Equal(query, sent.BusinessQuery);
        Assert.Null(sent.Body);
    }

    [Theory]
    [InlineData(null, null, "limit=100")]
    [InlineData("link-usdt", null, "contract_code=LINK-USDT&limit=100")]
    [InlineData(null, MarginMode.Isolated, "limit=100&margin_mode=isolated")]
    [InlineData("ETH-USDT", MarginMode.Cross, "contract_code=ETH-USDT&limit=100&margin_mode=cross")]
    public void A_listing_asks_for_full_pages(string? contractCode, MarginMode? marginMode, string query)
    {
        _desk.List(new OpenOrdersQuery { ContractCode = contractCode, MarginMode = marginMode });
        Assert.Equal(query, _exchange.Requests[^1].BusinessQuery);
        Assert.Equal(Paths.Opens, _exchange.Requests[^1].Path);
    }

    [Fact]
    public void A_page_after_the_first_names_direction_and_cursor()
    {
        string rows = string.Join(',', Enumerable.Range(1, 100).Select(id => $$"""{"id":"{{1000 + id}}","order_id":"{{id}}","contract_code":"ETH-USDT"}"""));
        _exchange.Answer(Paths.Opens, Replies.Data($"[{rows}]"));

        Assert.Equal(100, _desk.List().Count);
        Assert.Equal("direct=next&from=1100&limit=100", _exchange.Requests[^1].BusinessQuery);
    }

    [Fact]
    public void Every_signed_request_would_be_accepted()
    {
        _desk.Cancel(OrderReference.Create("BTC-USDT", "1"));
        _desk.Find(OrderReference.Create("ETH-USDT", Recorded.OrderId));
        Assert.All(
            _exchange.Requests.Where(request => request.Path != Paths.Timestamp),
            request => Assert.True(new Signing.Signed(request.Address.PathAndQuery).IsAccepted(new HttpMethod(request.Method), "api.hbdm.com")));
    }

    [Fact]
    public void Headers_say_who_we_are_and_nothing_of_the_key()
    {
        _desk.Cancel(OrderReference.Create("BTC-USDT", "1"));
        Assert.All(_exchange.Requests, request =>
        {
            Assert.Matches(@"^HtxFutures/\d+\.\d+\.\d+$", request.Headers["User-Agent"]);
            Assert.DoesNotContain("Cookie", request.Headers.Keys);
            Assert.DoesNotContain("Authorization", request.Headers.Keys);
            SecretSearch.AssertClean(string.Join('\n', request.Headers.Values));
        });
    }
}
