using HtxFutures.Client.Tests.Support;
using HtxFutures.LoopbackExchange;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>Watching orders over a real socket.</summary>
public sealed class LiveOverLoopbackTests : IAsyncLifetime
{
    private readonly SandboxExchange _exchange = new();
    private SandboxAccount _account = null!;
    private LoopbackServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _account = _exchange.AddAccount(TestKeys.AccessKey, TestKeys.SecretKey);
        _server = await LoopbackServer.StartAsync(_exchange, cancellationToken: Stop);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_plug_that_is_pulled_is_noticed_and_what_changed_meanwhile_comes_once()
    {
        // A silence is noticed after a multiple of what lies between two pings.
        var time = new QuickTime(4);
        var exchange = new SandboxExchange(timeProvider: time);
        SandboxAccount account = exchange.AddAccount(TestKeys.AccessKey, TestKeys.SecretKey);
        await using LoopbackServer server = await LoopbackServer.StartAsync(exchange, cancellationToken: Stop);
        SandboxOrder before = account.AddOrder(new SandboxOrderTemplate { ContractCode = "BTC-USDT", Volume = 1 });
        await using var relay = new Relay(server.Address);
        using HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(TestConnection.To(relay.Address) with { SigningHost = "127.0.0.1", TimeProvider = time }, Stop);
        await using var watching = new RealWatch(client);
        await watching.UntilAsync(HtxLiveNotice.Connected);
        account.AddOrder(new SandboxOrderTemplate { ContractCode = "ETH-USDT", Volume = 1 });
        await watching.UntilAsync(() => watching.Changes.Count == 1);

        relay.Silence();
        account.Cancel(before.OrderId);
        await watching.UntilAsync(HtxLiveNotice.Again);
        Assert.Equal(2, watching.Changes.Count);
        Assert.Equal(OrderState.Canceled, watching.Orders.Single(order => order.OrderId == before.OrderId).State);
        await watching.EndAsync();
        await watching.UntilAsync(() => exchange.Counters.OpenSockets <= 1); // the dead one's other end knows nothing of it
    }

    [Theory]
    [InlineData("socket-refused:code=404", "no socket")]
    [InlineData("socket-refused:code=403", "403")]
    [InlineData("sign-in-refused", "2003")]
    public async Task Refusals_are_told_as_what_they_are(string fault, string why)
    {
        using HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(TestConnection.To(_server.Address), Stop);
        _exchange.Faults.Add(fault);
        await using var watching = new RealWatch(client);
        HtxException failure = await Assert.ThrowsAsync<HtxException>(() => watching.Running);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compressed_messages_in_parts_are_read_from_the_network_as_well()
    {
        (_exchange.Options.SocketGzip, _exchange.Options.SocketPartBytes) = (true, 50);
        using HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(TestConnection.To(_server.Address), Stop);
        await using var watching = new RealWatch(client);
        await watching.UntilAsync(HtxLiveNotice.Connected);
        SandboxOrder order = _account.AddOrder(new SandboxOrderTemplate { ContractCode = "BTC-USDT", Volume = 1 });
        _account.Cancel(order.OrderId);
        await watching.UntilAsync(() => watching.Changes.Count == 2);
        await watching.EndAsync();
    }
}
