using HtxFutures.Formatting;
using HtxFutures.Rows;
using HtxFutures.Sandbox;

namespace HtxFutures.Tests.Formatting;

public sealed class OrderTextTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 9, 18, 12, 0, 0, TimeSpan.Zero);

    private readonly HtxOrder _order = new()
    {
        ContractCode = "BTC-USDT",
        OrderId = "1329854625038651392",
        Side = OrderSide.Buy,
        Volume = 3,
        Price = 65000.5m,
        State = OrderState.New,
        RawState = "new",
        CreatedAt = s_noon,
    };

    [Theory]
    [InlineData(-2, "0s")]
    [InlineData(0, "0s")]
    [InlineData(59.9, "59s")]
    [InlineData(60, "1m")]
    [InlineData(3599, "59m")]
    [InlineData(3600, "1h")]
    [InlineData(86399, "23h")]
    [InlineData(86400, "1d")]
    [InlineData(999 * 86400d, "999d")]
    [InlineData(1100 * 86400d, "3y")]
    public void Ages_have_one_unit_and_are_never_rounded_up(double seconds, string expected) =>
        Assert.Equal(expected, OrderText.Age(_order, s_noon.AddSeconds(seconds)));

    [Fact]
    public void An_order_of_unknown_age_has_none()
    {
        Assert.Null(OrderText.Age(_order.With(row => row.CreatedAt = null)));
        Assert.Equal("BTC-USDT Buy 3 at 65000.5 (New)", OrderText.Describe(_order.With(row => row.CreatedAt = null), s_noon));
    }

    [Fact]
    public async Task Age_counts_by_the_clock_of_the_exchange_that_listed_the_order_also_when_the_session_is_closed()
    {
        using var handler = new SandboxHandler(new SandboxExchange(new SandboxOptions { ClockOffset = TimeSpan.FromHours(5) }));
        handler.Exchange.AddAccount("an-access-key-for-tests", "a-secret-key-for-tests").AddSampleOrders(1);
        using HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(
            new HtxConnectOptions
            {
                Credential = HtxCredential.Create("an-access-key-for-tests", "a-secret-key-for-tests".AsSpan()),
                Endpoint = HtxEndpoint.Parse("https://sandbox.invalid"),
                Handler = handler,
            },
            TestContext.Current.CancellationToken);
        HtxOrder listed = await client.Orders.ListOpenAsync(cancellationToken: TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken);
        HtxOrder order = listed.With(row => row.CreatedAt = DateTimeOffset.UtcNow.AddHours(5).AddMinutes(-90));
        Assert.Equal("1h", OrderText.Age(order));
        client.Dispose();
        Assert.Equal("1h", OrderText.Age(order));
    }

    [Fact]
    public void What_no_client_has_listed_counts_by_the_local_clock() => Assert.Equal("2d", OrderText.Age(_order.With(row => row.CreatedAt = DateTimeOffset.UtcNow.AddDays(-2.5))));

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void One_line_is_alike_under_every_culture(string culture)
    {
        using var scope = new CultureScope(culture);
        Assert.Equal("BTC-USDT Buy 3 at 65000.5 (New), 4m old", OrderText.Describe(_order, s_noon.AddMinutes(4)));
    }

    [Fact]
    public void What_the_exchange_did_not_say_is_left_out()
    {
        Assert.Equal("Buy 3", ((HtxFutures.Orders.IShownOrder)(_order.With(row => row.Price = null))).Trade);
        Assert.Equal(
            "BTC-USDT Buy 3 at 65000.5 (resting), 0s old",
            OrderText.Describe(_order.With(row => { row.State = OrderState.Unknown; row.RawState = "resting"; }), s_noon));
    }
}
