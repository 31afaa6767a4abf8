using System.Net;
using System.Net.Sockets;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Connecting;
using HtxFutures.Errors;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>From a name to a connection: dead addresses do not stand in the way of live ones, and who is not there is named.</summary>
public sealed class DialerTests
{
    private static readonly IPAddress s_other = IPAddress.Parse("127.0.0.2");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Addresses_that_never_answer_do_not_stand_in_the_way(int dead)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a second address of this machine");
        await using var server = new RawServer(_ => RawServer.Http(Recorded.CancelAccepted));
        using var hole = new BlackHole(s_other, server.Address.Port);
        IPAddress[] addresses = [.. Enumerable.Repeat(s_other, dead), IPAddress.Loopback];

        using HtxFuturesClient client = await ConnectAsync(Named(server), addresses);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task An_address_of_the_other_kind_is_tried_second_however_many_come_before_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Socket.OSSupportsIPv6, "needs IPv6, and a full backlog to be silent");
        await using var server = new RawServer(_ => RawServer.Http(Recorded.CancelAccepted));
        using var hole = new BlackHole(IPAddress.IPv6Loopback, server.Address.Port);
        IPAddress[] addresses = [.. Enumerable.Repeat(IPAddress.IPv6Loopback, 40), IPAddress.Loopback];
        using HtxFuturesClient client = await ConnectAsync(Named(server), addresses);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task An_address_that_refuses_does_not_stand_in_the_way()
    {
        await using var server = new RawServer(_ => RawServer.Http(Recorded.CancelAccepted));
        using HtxFuturesClient client = await ConnectAsync(Named(server), [IPAddress.IPv6Loopback, s_other, IPAddress.Loopback]);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task Who_refuses_is_named_with_its_port(string host)
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6 || host[0] != '[', "needs IPv6");
        Uri nobody = await AddressOfNobodyAsync(host);
        HtxException failure = await Assert.ThrowsAsync<HtxException>(() => HtxFuturesClient.ConnectAsync(Options(nobody, NetworkSettings.Usual.Resolve, TimeSpan.FromSeconds(10)), Stop));
        Assert.Equal(HtxErrorKind.NetworkError, failure.Kind);
        Assert.Equal($"GET /api/v1/timestamp: {host}:{nobody.Port} refuses connections (ConnectionRefused).", failure.Message);
        Assert.Equal(Means.EndpointOrProxy, failure.Guidance!.Means);
        SecretSearch.AssertCleanObject(failure);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound)]
    [InlineData(SocketError.TryAgain)] // no DNS server answers
    [InlineData(null)] // the name is there and has no address
    public async Task A_name_that_leads_nowhere_is_told_with_its_port_and_an_advice(SocketError? error)
    {
        HtxException failure = await Assert.ThrowsAsync<HtxException>(() => ConnectAsync(
            new Uri("http://localhost:4711"), (_, _) => error is { } code ? throw new SocketException((int)code) : Task.FromResult<IPAddress[]>([])));
        Assert.Equal(HtxErrorKind.NetworkError, failure.Kind);
        Assert.Contains($"the name of localhost:4711 could not be resolved ({error ?? SocketError.NoData})", failure.Message, StringComparison.Ordinal);
        Assert.Contains("DNS", failure.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_named_as_the_proxy()
    {
        Uri nobody = await AddressOfNobodyAsync();
        HtxException failure = await Assert.ThrowsAsync<HtxException>(() => HtxFuturesClient.ConnectAsync(
            TestConnection.To("Global") with
            {
                Proxy = new WebProxy(nobody),
                RequestTimeout = TimeSpan.FromSeconds(30),
                Network = NetworkSettings.Usual with { Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]) },
            },
            Stop));
        Assert.Contains($"the proxy localhost:{nobody.Port} refuses connections", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_never_answers_is_named_too()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a full backlog to be silent");
        using var hole = new BlackHole(IPAddress.Loopback, 0);
        HtxException failure = await Assert.ThrowsAsync<HtxException>(
            () => ConnectAsync(new Uri($"http://localhost:{hole.Port}"), [IPAddress.Loopback], TimeSpan.FromSeconds(1)));
        Assert.Equal($"GET /api/v1/timestamp: no connection to localhost:{hole.Port} came about in time.", failure.Message);
        Assert.NotNull(failure.Advice);
    }

    [Fact]
    public async Task A_change_of_address_is_seen_when_a_connection_has_lived_its_life()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a second address of this machine");
        await using var server = new RawServer(_ => RawServer.Http(Recorded.CancelAccepted));
        using var moved = new TcpListener(s_other, server.Address.Port);
        moved.Start();
        IPAddress now = IPAddress.Loopback;
        var options = Options(Named(server), (_, _) => Task.FromResult<IPAddress[]>([now]), TimeSpan.FromSeconds(10));
        using HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(options with { Network = options.Network with { ConnectionLifetime = TimeSpan.Zero } }, Stop);

        now = s_other;
        Task<HtxCancelResult> cancel = client.Orders.CancelAsync(OrderReference.Create(Recorded.ContractCode, Recorded.OrderId), Stop);
        Task<TcpClient> seen = moved.AcceptTcpClientAsync(Stop).AsTask();
        Assert.Same(seen, await Task.WhenAny(seen, cancel));
        (await seen).Dispose();
        client.Dispose();
        await cancel;
    }

    [Fact]
    public void A_connection_lives_two_minutes() => Assert.Equal(TimeSpan.FromMinutes(2), NetworkSettings.Usual.ConnectionLifetime);

    private static async Task<Uri> AddressOfNobodyAsync(string host = "localhost")
    {
        await using var gone = new RawServer(_ => null);
        return new Uri($"http://{host}:{gone.Address.Port}");
    }

    private static Uri Named(RawServer server) => new($"http://localhost:{server.Address.Port}");

    private static Task<HtxFuturesClient> ConnectAsync(Uri server, IPAddress[] addresses, TimeSpan? timeout = null) =>
        ConnectAsync(server, (_, _) => Task.FromResult(addresses), timeout);

    private static Task<HtxFuturesClient> ConnectAsync(Uri server, Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeSpan? timeout = null) =>
        HtxFuturesClient.ConnectAsync(Options(server, resolve, timeout ?? TimeSpan.FromSeconds(10)), Stop);

    private static HtxConnectOptions Options(Uri server, Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeSpan timeout) => new()
    {
        Credential = TestKeys.Credential(),
        Endpoint = HtxEndpoint.Parse(server.GetLeftPart(UriPartial.Authority)),
        RequestTimeout = timeout,
        Budgets = new BudgetRegistry(TimeProvider.System),
        Network = NetworkSettings.Usual with { Resolve = resolve },
    };

    /// <summary>An address that takes no connection and refuses none: its backlog is full.</summary>
    private sealed class BlackHole : IDisposable
    {
        private readonly Socket _listener;
        private readonly List<Socket> _waiting = [];

        public BlackHole(IPAddress address, int port)
        {
            _listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            _listener.Bind(new IPEndPoint(address, port));
            _listener.Listen(0);
            for (int i = 0; i < 4; i++)
            {
                var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
                _waiting.Add(socket);
                try
                {
                    socket.Connect(_listener.LocalEndPoint!);
                }
                catch (SocketException)
                {
                    // It is under way.
                }
            }
        }

        public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

        public void Dispose()
        {
            _waiting.ForEach(socket => socket.Dispose());
            _listener.Dispose();
        }
    }
}
