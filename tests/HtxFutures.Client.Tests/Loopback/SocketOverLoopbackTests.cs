using System.Net.WebSockets;
using System.Text.Json;
using HtxFutures.Client.Tests.Exchange.Sockets;
using HtxFutures.LoopbackExchange;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>The exchange's socket over a real one.</summary>
public sealed class SocketOverLoopbackTests
{
    [Fact]
    public async Task Pushes_closings_and_breaks_come_over_the_network_as_they_do_in_process()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        var exchange = new SandboxExchange();
        SandboxAccount account = exchange.AddAccount(TestKeys.AccessKey, TestKeys.SecretKey);
        await using LoopbackServer server = await LoopbackServer.StartAsync(exchange, cancellationToken: stop);
        var address = new UriBuilder(server.Address) { Scheme = "ws", Path = RawSocket.Path }.Uri;

        using var ours = new ClientWebSocket();
        await ours.ConnectAsync(address, stop);
        using var socket = new RawSocket(ours, TimeProvider.System);
        await socket.BeginAsync(host: "127.0.0.1");
        SandboxOrder order = account.AddOrder(new SandboxOrderTemplate { ContractCode = "BTC-USDT", Volume = 1 });
        JsonElement push = await socket.ReadPastPingsAsync();
        Assert.Equal(order.OrderId, push.GetProperty("data").GetProperty("order_id").GetString());

        exchange.Faults.Add("socket-closed:times=1");
        account.Cancel(order.OrderId);
        Assert.Equal("close", (await socket.ReadPastPingsAsync()).GetProperty("op").GetString());
        Assert.Equal(JsonValueKind.Undefined, (await socket.ReadAsync()).ValueKind);
        Assert.Equal((WebSocketCloseStatus.NormalClosure, "closeExpiredSessions"), (ours.CloseStatus, ours.CloseStatusDescription));

        exchange.Faults.Clear();
        exchange.Faults.Add("socket-broken:skip=2");
        using var broken = new ClientWebSocket();
        await broken.ConnectAsync(address, stop);
        using var other = new RawSocket(broken, TimeProvider.System);
        await other.BeginAsync(host: "127.0.0.1");
        account.AddOrder(new SandboxOrderTemplate { ContractCode = "BTC-USDT", Volume = 1 });
        await Assert.ThrowsAsync<WebSocketException>(() => other.ReadPastPingsAsync());

        exchange.Faults.Add("socket-refused:code=403");
        using var refused = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        await Assert.ThrowsAsync<WebSocketException>(() => refused.ConnectAsync(address, stop));
        Assert.Equal(403, (int)refused.HttpStatusCode);
    }
}
