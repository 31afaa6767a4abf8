using System.Net;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>Sessions that go to the same exchange the same way share their connections.</summary>
public sealed class ConnectionPoolTests
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hundred_sessions_take_one_connection_and_the_last_to_close_closes_it()
    {
        await using var server = new RawServer(_ => RawServer.Http(Recorded.CancelAccepted));
        var clients = new List<HtxFuturesClient>();
        for (int i = 0; i < 200; i++)
        {
            clients.Add(await ConnectAsync(server));
        }

        Assert.Equal(1, server.Connections);
        foreach (HtxFuturesClient client in clients[1..])
        {
            client.Dispose();
            client.Dispose(); // once more does not count once more
        }

        Assert.Equal(CancelOutcome.Accepted, (await CancelAsync(clients[0])).Outcome);
        Assert.Equal((1, 1), (server.Connections, server.OpenConnections));
        clients[0].Dispose();
        Assert.True(SpinWait.SpinUntil(() => server.OpenConnections == 0, s_longest));
    }

    [Fact]
    public async Task A_session_that_cannot_be_made_does_not_stay_among_those_that_share_connections()
    {
        await using var server = new RawServer(_ => RawServer.Http(Recorded.CancelAccepted));
        HtxFuturesClient client = await ConnectAsync(server);
        HtxException failure = await Assert.ThrowsAsync<HtxException>(() => ConnectAsync(server, options => options with { SigningHost = "no/host" }));
        Assert.Equal(HtxErrorKind.InvalidParameter, failure.Kind);

        client.Dispose();
        Assert.True(SpinWait.SpinUntil(() => server.OpenConnections == 0, s_longest));
    }

    [Fact]
    public async Task Closing_one_session_ends_its_own_requests_alone()
    {
        using var answer = new ManualResetEventSlim();
        int asked = 0;
        await using var server = new RawServer(_ =>
        {
            Interlocked.Increment(ref asked);
            answer.Wait(Stop);
            return RawServer.Http(Recorded.CancelAccepted);
        });
        using HtxFuturesClient closed = await ConnectAsync(server);
        using HtxFuturesClient open = await ConnectAsync(server);
        Task<HtxCancelResult>[] cancels = [CancelAsync(closed), CancelAsync(open)];
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref asked) == 2, s_longest));

        closed.Dispose();
        Assert.Equal(CancelOutcome.Unknown, (await cancels[0]).Outcome);
        answer.Set();
        Assert.Equal((CancelOutcome.Accepted, 1), ((await cancels[1]).Outcome, (await cancels[1]).Attempts));
    }

    [Fact]
    public async Task Another_time_out_or_proxy_takes_connections_of_its_own()
    {
        await using var server = new RawServer(_ => RawServer.Http(Recorded.CancelAccepted));
        using HtxFuturesClient one = await ConnectAsync(server);
        using HtxFuturesClient patient = await ConnectAsync(server, options => options with { RequestTimeout = TimeSpan.FromSeconds(20) });
        using HtxFuturesClient proxied = await ConnectAsync(server, options => options with { Proxy = new WebProxy("http://127.0.0.1:9") });
        Assert.Equal(3, server.Connections);
    }

    private static Task<HtxFuturesClient> ConnectAsync(RawServer server, Func<HtxConnectOptions, HtxConnectOptions>? configure = null)
    {
        HtxConnectOptions options = TestConnection.To(server.Address);
        return HtxFuturesClient.ConnectAsync(configure?.Invoke(options) ?? options, Stop);
    }

    private static Task<HtxCancelResult> CancelAsync(HtxFuturesClient client) =>
        client.Orders.CancelAsync(OrderReference.Create(Recorded.ContractCode, Recorded.OrderId), Stop);
}
