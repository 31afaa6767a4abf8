using System.Net;
using System.Security.Cryptography.X509Certificates;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Connecting;
using HtxFutures.Errors;
using HtxFutures.LoopbackExchange;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>The socket for changes goes through the session's proxy, and a proxy that does not let it through is named as what is in the way.</summary>
public sealed class LiveThroughProxyTests : IAsyncLifetime
{
    private const string Host = "exchange.invalid"; // there is no way to it but the proxy's

    private readonly SandboxExchange _exchange = new();
    private readonly X509Certificate2 _certificate = LoopbackCertificate.Create(Host);
    private SandboxAccount _account = null!;
    private LoopbackServer _server = null!;
    private ConnectProxy _proxy = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _account = _exchange.AddAccount(TestKeys.AccessKey, TestKeys.SecretKey);
        _server = await LoopbackServer.StartAsync(_exchange, certificate: _certificate, cancellationToken: Stop);
        _proxy = new ConnectProxy(_server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
        _certificate.Dispose();
    }

    [Fact]
    public async Task Changes_come_through_it_and_it_hears_where_to_connect_and_nothing_else()
    {
        using HtxFuturesClient client = await ConnectAsync();
        int before = _proxy.Heard.Count;
        await using var watching = new RealWatch(client);
        await watching.UntilAsync(HtxLiveNotice.Connected);
        Assert.Equal(before + 1, _proxy.Heard.Count); // requests go over what they have; the socket has its own
        Assert.All(_proxy.Heard, head => Assert.StartsWith($"CONNECT {Host}:443 HTTP/1.1\r\n", head, StringComparison.Ordinal));
        Assert.All(_proxy.Heard, SecretSearch.AssertClean);
        _account.AddOrder(new SandboxOrderTemplate { ContractCode = "BTC-USDT", Volume = 1 });
        await watching.UntilAsync(() => watching.Changes is ["Placed"]);
        await watching.EndAsync();
    }

    [Fact]
    public async Task Credentials_that_were_given_for_it_let_the_socket_through()
    {
        _proxy.Refusal = head => head.Contains("Proxy-Authorization: Basic", StringComparison.OrdinalIgnoreCase) ? null : ConnectProxy.Status("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"x\"\r\n");
        using HtxFuturesClient client = await ConnectAsync(new NetworkCredential("me", "pa55"));
        await using var watching = new RealWatch(client);
        await watching.UntilAsync(HtxLiveNotice.Connected);
        await watching.EndAsync();
    }

    [Theory]
    [InlineData("403 Forbidden", "the proxy refused to connect to exchange.invalid:443", nameof(Means.None))]
    [InlineData("502 Bad Gateway", "the proxy refused to connect to exchange.invalid:443", nameof(Means.None))]
    [InlineData("407 Proxy Authentication Required", "the proxy wants credentials", nameof(Means.ProxyCredential))]
    [InlineData(ConnectProxy.Silence, "no connection to exchange.invalid:443 came about in time", nameof(Means.Proxy))]
    public async Task One_that_does_not_let_the_socket_through_ends_the_watch_with_one_error_that_says_so(string status, string why, string means)
    {
        using HtxFuturesClient client = await ConnectAsync();
        _proxy.Refusal = _ => status == ConnectProxy.Silence ? status : ConnectProxy.Status(status, status.StartsWith("407", StringComparison.Ordinal) ? "Proxy-Authenticate: Basic realm=\"x\"\r\n" : "");
        await using var watching = new RealWatch(client);
        HtxException failure = await Assert.ThrowsAsync<HtxException>(() => watching.Running.WaitAsync(TimeSpan.FromSeconds(30), Stop));
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.Equal((HtxErrorKind.NetworkError, means), (failure.Kind, (failure.Guidance?.Means ?? Means.None).ToString()));
        SecretSearch.AssertCleanObject(failure);
        Assert.Equal(0, _exchange.Counters.OpenSockets);
    }

    [Fact]
    public async Task One_that_cuts_the_socket_and_refuses_for_a_while_is_a_warning_and_its_end_too()
    {
        using HtxFuturesClient client = await ConnectAsync();
        await using var watching = new RealWatch(client);
        await watching.UntilAsync(HtxLiveNotice.Connected);
        int refusals = 0;
        _proxy.Refusal = _ => Interlocked.Increment(ref refusals) <= 2 ? ConnectProxy.Status("403 Forbidden") : null;
        _proxy.Cut();
        _account.AddOrder(new SandboxOrderTemplate { ContractCode = "BTC-USDT", Volume = 1 });
        await watching.UntilAsync(HtxLiveNotice.Again);
        Assert.True(refusals > 2);
        Assert.Single(watching.Said(HtxLiveNotice.Lost));
        Assert.Equal(["Placed"], watching.Changes);
        await watching.EndAsync();
    }

    private Task<HtxFuturesClient> ConnectAsync(ICredentials? credentials = null) => HtxFuturesClient.ConnectAsync(
        TestConnection.To($"https://{Host}") with
        {
            Proxy = new WebProxy(_proxy.Address) { Credentials = credentials },
            RequestTimeout = TimeSpan.FromSeconds(3),
            Network = NetworkSettings.Usual with { TrustedRoot = _certificate },
        },
        Stop);
}
