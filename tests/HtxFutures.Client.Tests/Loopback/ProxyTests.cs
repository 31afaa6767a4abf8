using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Errors;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>A proxy is told where to connect and nothing else, unless credentials were given for it.</summary>
public sealed class ProxyTests : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly Task _serving;
    private string _answer = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";

    public ProxyTests()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    [Fact]
    public async Task It_gets_no_credentials_unless_they_were_given()
    {
        HtxException failure = await ConnectAsync(null);
        Assert.Contains("the proxy wants credentials", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Means.ProxyCredential, failure.Guidance!.Means);
        Assert.All(_heard, head => Assert.StartsWith("CONNECT api.hbdm.com:443 HTTP/1.1\r\n", head, StringComparison.Ordinal));
        AssertHeard(none: "Proxy-Authorization");
    }

    [Fact]
    public async Task It_gets_those_that_were_given_once_it_asks_for_them()
    {
        await ConnectAsync(new NetworkCredential("me", "pa55"));
        string[] asked = [.. _heard];
        Assert.DoesNotContain("Proxy-Authorization", asked[0], StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"Proxy-Authorization: Basic {Convert.ToBase64String("me:pa55"u8)}", asked[1], StringComparison.OrdinalIgnoreCase);
        Assert.All(asked, SecretSearch.AssertClean);
    }

    [Fact]
    public async Task One_that_refuses_is_named_as_what_refuses()
    {
        _answer = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
        HtxException failure = await ConnectAsync(null);
        Assert.Equal(HtxErrorKind.NetworkError, failure.Kind);
        Assert.Contains("the proxy refused to connect", failure.Message, StringComparison.Ordinal);
        Assert.All(_heard, SecretSearch.AssertClean);
    }

    private void AssertHeard(string none) => Assert.All(_heard, head =>
    {
        Assert.DoesNotContain(none, head, StringComparison.OrdinalIgnoreCase);
        SecretSearch.AssertClean(head);
    });

    private Task<HtxException> ConnectAsync(ICredentials? credentials) => Assert.ThrowsAsync<HtxException>(() => HtxFuturesClient.ConnectAsync(
        TestConnection.To("Global") with
        {
            Proxy = new WebProxy($"http://{_listener.LocalEndpoint}") { Credentials = credentials },
            RequestTimeout = TimeSpan.FromSeconds(30),
        },
        TestContext.Current.CancellationToken));

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                await using var stream = new NetworkStream(socket);
                var buffer = new byte[4096];
                int count;
                while ((count = await stream.ReadAsync(buffer, _stop.Token)) > 0)
                {
                    _heard.Enqueue(Encoding.ASCII.GetString(buffer, 0, count));
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(_answer), _stop.Token);
                }
            }
            catch (Exception failure) when (failure is OperationCanceledException or SocketException or IOException or InvalidOperationException)
            {
                // The client or the test is done.
            }
        }
    }
}
