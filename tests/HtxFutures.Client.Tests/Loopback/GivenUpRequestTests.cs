using System.Net;
using System.Net.Sockets;
using HtxFutures.Calls.Transport;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>A request that was given up does not leave later: what is still in the buffers of the network is thrown away.</summary>
public sealed class GivenUpRequestTests
{
    [Fact]
    public async Task Who_did_not_read_in_time_finds_the_connection_aborted()
    {
        using var exchange = new TcpListener(IPAddress.Loopback, 0);
        exchange.Start();
        using var transport = new HttpTransport(TestConnection.To($"http://{exchange.LocalEndpoint}"));
        CancellationToken stop = TestContext.Current.CancellationToken;

        // More than fits into the buffers of both sides: some of it waits on ours.
        Task<HttpReply> sending = transport.SendAsync(HttpMethod.Post, Paths.CancelOrder, Paths.CancelOrder, new byte[64 << 20], TimeSpan.FromMilliseconds(300), stop);
        using Socket accepted = await exchange.AcceptSocketAsync(stop);
        await Assert.ThrowsAsync<TransportException>(() => sending);

        SocketException end = await Assert.ThrowsAsync<SocketException>(async () =>
        {
            byte[] buffer = new byte[1 << 20];
            while (await accepted.ReceiveAsync(buffer, stop) > 0)
            {
            }
        });
        Assert.Equal(SocketError.ConnectionReset, end.SocketErrorCode);
    }
}
