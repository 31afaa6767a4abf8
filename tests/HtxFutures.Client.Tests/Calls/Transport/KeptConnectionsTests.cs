using HtxFutures.Calls.Transport;

namespace HtxFutures.Client.Tests.Calls.Transport;

/// <summary>Throwing connections away: nothing is lost, nothing is sent twice, nothing is left behind.</summary>
public sealed class KeptConnectionsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_thrown_away_is_not_used_again_and_closed()
    {
        var made = new List<Wire>();
        using var connections = new KeptConnections(() => Add(made, new Wire()));
        using var client = new HttpMessageInvoker(connections, disposeHandler: false);
        await SendAsync(client);
        connections.ThrowAway();
        await SendAsync(client);
        await SendAsync(client);
        Assert.Equal([(1, true), (2, false)], made.Select(wire => (wire.Sent, wire.IsClosed)));
    }

    [Fact]
    public async Task A_request_that_meets_the_throwing_away_goes_over_the_new_ones_once()
    {
        var made = new List<Wire>();
        KeptConnections? connections = null;
        bool meets = true;
        connections = new KeptConnections(() => Add(made, new Wire
        {
            Before = () =>
            {
                if (meets)
                {
                    meets = false;
                    connections!.ThrowAway();
                }
            },
        }));
        using var client = new HttpMessageInvoker(connections);
        await SendAsync(client);
        Assert.Equal([0, 1], made.Select(wire => wire.Sent));
    }

    [Fact]
    public async Task Once_closed_it_sends_nothing_and_makes_nothing()
    {
        var made = new List<Wire>();
        var connections = new KeptConnections(() => Add(made, new Wire()));
        using var client = new HttpMessageInvoker(connections, disposeHandler: false);
        connections.Dispose();
        connections.ThrowAway();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => SendAsync(client));
        Assert.All(made, wire => Assert.Equal((0, true), (wire.Sent, wire.IsClosed)));
    }

    private static Wire Add(List<Wire> made, Wire wire)
    {
        made.Add(wire);
        return wire;
    }

    private static async Task SendAsync(HttpMessageInvoker client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://localhost");
        using HttpResponseMessage response = await client.SendAsync(request, Stop);
    }

    /// <summary>Refuses as the framework's handler does once it is disposed: at once.</summary>
    private sealed class Wire : HttpMessageHandler
    {
        public Action Before { get; init; } = () => { };

        public int Sent { get; private set; }

        public bool IsClosed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Before();
            ObjectDisposedException.ThrowIf(IsClosed, this);
            Sent++;
            return Task.FromResult(new HttpResponseMessage());
        }

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
