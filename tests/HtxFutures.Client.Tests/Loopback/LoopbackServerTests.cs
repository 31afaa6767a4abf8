using HtxFutures.Client.Tests.Support;
using HtxFutures.LoopbackExchange;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>The client as it is used, against the sandbox behind a real HTTP server.</summary>
public sealed class LoopbackServerTests
{
    private readonly SandboxExchange _exchange = new();
    private readonly SandboxAccount _account;

    public LoopbackServerTests() => _account = _exchange.AddAccount(TestKeys.AccessKey, TestKeys.SecretKey);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_book_of_120_orders_is_listed_and_cancelled()
    {
        _account.AddSampleOrders(120);
        await using LoopbackServer server = await LoopbackServer.StartAsync(_exchange, cancellationToken: Stop);
        using HtxFuturesClient client = await ConnectAsync(server);

        List<HtxOrder> orders = await ListAsync(client);
        Assert.Equal(_account.Orders.Select(order => order.OrderId), orders.Select(order => order.OrderId));
        HtxCancelResult[] results = await Task.WhenAll(orders.Select(order => client.Orders.CancelAsync(OrderReference.Create(order.ContractCode, order.OrderId), Stop)));

        Assert.All(results, result => Assert.Equal((CancelOutcome.Accepted, 1), (result.Outcome, result.Attempts)));
        Assert.Equal(0, _exchange.Counters.RefusedByWindow);
        Assert.Equal(0, _exchange.Counters.AuthenticationFailures);
        await Task.Delay(_exchange.Options.CancelDelay * 2, Stop);
        Assert.Equal(0, _account.OpenOrderCount);
    }

    [Theory]
    [InlineData(false, "application/json")]
    [InlineData(true, "application/json")]
    [InlineData(true, "text/plain;charset=UTF-8")] // as recorded (facts 1.4)
    public async Task Packing_and_content_type_do_not_matter(bool gzip, string contentType)
    {
        _exchange.Options.Gzip = gzip;
        _exchange.Options.ContentType = contentType;
        IReadOnlyList<SandboxOrder> book = _account.AddSampleOrders(101);
        await using LoopbackServer server = await LoopbackServer.StartAsync(_exchange, cancellationToken: Stop);
        using HtxFuturesClient client = await ConnectAsync(server);

        Assert.Equal(101, (await ListAsync(client)).Count);
        HtxCancelResult result = await client.Orders.CancelAsync(VirtualSandbox.Reference(book[50]), Stop);
        Assert.Equal(CancelOutcome.Accepted, result.Outcome);
        Assert.NotNull(await client.Orders.FindAsync(VirtualSandbox.Reference(book[50]), Stop));
    }

    [Fact]
    public async Task A_wrong_secret_is_refused()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(_exchange, cancellationToken: Stop);
        HtxException failure = await Assert.ThrowsAsync<HtxException>(() => ConnectAsync(server, TestKeys.SecretKey + "x"));
        Assert.Equal((HtxErrorKind.AuthenticationFailed, 401), (failure.Kind, failure.Code));
        SecretSearch.AssertCleanObject(failure);
    }

    [Fact]
    public async Task Giving_up_ends_a_request_on_its_way_at_once()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(_exchange, cancellationToken: Stop);
        using HtxFuturesClient client = await ConnectAsync(server);
        _exchange.Options.Latency = SandboxLatency.Fixed(TimeSpan.FromMinutes(1));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        Task<HtxCancelResult> cancel = client.Orders.CancelAsync(OrderReference.Create("BTC-USDT", "1"), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancel.WaitAsync(TimeSpan.FromSeconds(30), Stop));
    }

    private static Task<HtxFuturesClient> ConnectAsync(LoopbackServer server, string secretKey = TestKeys.SecretKey) => HtxFuturesClient.ConnectAsync(
        TestConnection.To(server.Address) with { Credential = TestKeys.Credential(secretKey: secretKey) }, Stop);

    private static async Task<List<HtxOrder>> ListAsync(HtxFuturesClient client)
    {
        var orders = new List<HtxOrder>();
        await foreach (HtxOrder order in client.Orders.ListOpenAsync(cancellationToken: Stop))
        {
            orders.Add(order);
        }

        return orders;
    }
}
