using System.Net.Sockets;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Connecting;

/// <summary>A client is there when clock and key are good; otherwise there is an error that says what is not.</summary>
public sealed class ConnectTests
{
    private static readonly Dictionary<string, (Reply Reply, HtxErrorKind Kind)> s_failures = new()
    {
        ["maintenance"] = (Replies.Json("""{"status":"maintain"}"""), HtxErrorKind.Unavailable),
        ["edge block"] = (Replies.Page(403), HtxErrorKind.Blocked),
        ["sign-in page"] = (Replies.Page(200), HtxErrorKind.UnexpectedResponse),
        ["redirect to a sign-in page"] = (Replies.Page(302, headers: ("Location", "https://portal.example/login")), HtxErrorKind.UnexpectedResponse),
        ["another server"] = (Replies.Page(404), HtxErrorKind.UnexpectedResponse),
        ["gateway"] = (Replies.Page(504), HtxErrorKind.NetworkError),
        ["nobody"] = (Replies.Fails(HttpRequestError.ConnectionError), HtxErrorKind.NetworkError),
        ["no such name"] = (Replies.Fails(HttpRequestError.NameResolutionError), HtxErrorKind.NetworkError),
        ["silence"] = (Replies.Never, HtxErrorKind.NetworkError),
        ["too many requests"] = (Replies.Page(429), HtxErrorKind.RateLimited),
    };

    public static TheoryData<string> Failures => [.. s_failures.Keys];

    [Fact]
    public void A_client_shows_where_it_is_and_which_key_it_has()
    {
        using Desk desk = new VirtualSandbox().Open();
        Assert.Same(HtxEndpoint.Global, desk.Client.Endpoint);
        Assert.Equal(TestKeys.MaskedAccessKey, desk.Client.MaskedAccessKey);
        Assert.False(desk.Client.IsClosed);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void What_stands_in_the_way_is_named(string failure)
    {
        (Reply reply, HtxErrorKind kind) = s_failures[failure];
        foreach (string path in (string[])[Paths.Timestamp, Paths.Opens])
        {
            using var exchange = new ScriptedExchange(new VirtualTime());
            exchange.Always(path, reply);
            HtxException thrown = Assert.Throws<HtxException>(() => exchange.Open());
            Assert.Equal(kind, thrown.Kind);
            Assert.Equal(path, thrown.Path);
            SecretSearch.AssertCleanObject(thrown);
            Assert.True(exchange.Time.Elapsed < TimeSpan.FromMinutes(2), $"It took {exchange.Time.Elapsed}.");
        }
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, SocketError.ConnectionRefused, "api.hbdm.com:443 refuses connections (ConnectionRefused)")]
    [InlineData(HttpRequestError.ConnectionError, SocketError.NetworkUnreachable, "no connection to api.hbdm.com:443 could be made (NetworkUnreachable)")]
    [InlineData(HttpRequestError.ConnectionError, SocketError.TooManyOpenSockets, "as many files and connections open as it may")]
    [InlineData(HttpRequestError.NameResolutionError, SocketError.HostNotFound, "the name of api.hbdm.com:443 could not be resolved (HostNotFound)")]
    public void What_the_system_refuses_is_named(HttpRequestError error, SocketError refusal, string part)
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        exchange.Always(Paths.Timestamp, Replies.Fails(error, refusal));
        HtxException failure = Assert.Throws<HtxException>(() => exchange.Open());
        Assert.Equal(HtxErrorKind.NetworkError, failure.Kind);
        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AuthenticationFailureShape.Code401, false)]
    [InlineData(AuthenticationFailureShape.V5Envelope, false)]
    [InlineData(AuthenticationFailureShape.Http403Legacy, false)]
    [InlineData(AuthenticationFailureShape.Http403Legacy, true)]
    [InlineData(AuthenticationFailureShape.Http403V5, false)]
    public void A_wrong_key_is_an_authentication_failure_in_every_shape(AuthenticationFailureShape shape, bool hyphens)
    {
        var sandbox = new VirtualSandbox(new SandboxOptions { AuthenticationFailureShape = shape, HyphenatedErrorMembers = hyphens });
        foreach (HtxCredential credential in (HtxCredential[])[TestKeys.Credential(secretKey: "wrong"), TestKeys.Credential("wrong-access-key")])
        {
            HtxException failure = Assert.Throws<HtxException>(() => sandbox.Open(options => options with { Credential = credential }));
            Assert.Equal(HtxErrorKind.AuthenticationFailed, failure.Kind);
            Assert.NotNull(failure.Advice);
            Assert.Throws<ObjectDisposedException>(() => credential.Secret.Sign([], new byte[32]));
        }

        Assert.Equal(2, sandbox.Exchange.Counters.AuthenticationFailures); // each asked once, not again and again
    }

    [Fact]
    public void A_key_that_may_not_read_is_a_matter_of_permission()
    {
        var sandbox = new VirtualSandbox { Account = { CanRead = false } };
        Assert.Equal(HtxErrorKind.PermissionDenied, Assert.Throws<HtxException>(() => sandbox.Open()).Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_time_out_that_is_none_is_refused(int seconds) =>
        Assert.Throws<ArgumentException>(() => new VirtualSandbox().Open(options => options with { RequestTimeout = TimeSpan.FromSeconds(seconds) }));

    [Fact]
    public void Connecting_can_be_given_up()
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using var stop = new CancellationTokenSource();
        exchange.Always(Paths.Timestamp, Replies.Never);
        HtxConnectOptions options = TestConnection.Within(exchange, exchange.Time);

        Assert.ThrowsAny<OperationCanceledException>(() => exchange.Time.Run(() =>
        {
            Task<HtxFuturesClient> connect = HtxFuturesClient.ConnectAsync(options, stop.Token);
            stop.Cancel();
            return connect;
        }));
        Assert.All(options.Credential.Secret.Bytes.ToArray(), b => Assert.Equal(0, b));
    }

    [Fact]
    public void A_clock_page_that_is_busy_at_first_is_asked_again()
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        exchange.Answer(Paths.Timestamp, Replies.Page(502), Replies.Page(429, headers: ("Retry-After", "2")), Replies.Timestamp);
        using Desk desk = exchange.Open();
        Assert.Equal(3, exchange.SentTo(Paths.Timestamp).Count);
        Assert.InRange(desk.Time.Elapsed.TotalSeconds, 2.05, 2.15);
    }
}
