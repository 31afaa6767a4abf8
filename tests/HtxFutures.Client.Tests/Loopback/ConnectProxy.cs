using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HtxFutures.LoopbackExchange;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>A proxy that is asked by CONNECT, and leads to one server on this machine whatever name it is asked for; or does not.</summary>
internal sealed class ConnectProxy : IAsyncDisposable
{
    /// <summary>Never answers.</summary>
    public const string Silence = "";

    private readonly IPEndPoint _target;
    private readonly LoopbackPort _port;
    private readonly ConcurrentQueue<string> _heard = new();
    private CancellationTokenSource _cut = new();

    /// <param name="target">The server that it leads to.</param>
    public ConnectProxy(Uri target)
    {
        _target = new IPEndPoint(IPAddress.Loopback, target.Port);
        _port = new LoopbackPort(ServeAsync);
    }

    public Uri Address => new($"http://{_port.EndPoint}");

    /// <summary>What it was asked, head by head.</summary>
    public IReadOnlyCollection<string> Heard => _heard;

    /// <summary>What it answers instead of leading anywhere, told what it was asked; null, as in the beginning, for leading.</summary>
    public Func<string, string?> Refusal { get; set; } = _ => null;

    /// <summary>An answer with a status and no body.</summary>
    public static string Status(string status, string header = "") => $"HTTP/1.1 {status}\r\n{header}Content-Length: 0\r\n\r\n";

    /// <summary>Cuts all connections that lead through it.</summary>
    public void Cut() => Interlocked.Exchange(ref _cut, new CancellationTokenSource()).Cancel();

    public async ValueTask DisposeAsync()
    {
        await _port.DisposeAsync();
        _cut.Dispose();
    }

    private async Task ServeAsync(Socket client, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, _cut.Token);
        await using var asking = new NetworkStream(client);
        while (await ReadHeadAsync(asking, end.Token) is { } head)
        {
            _heard.Enqueue(head);
            switch (Refusal(head))
            {
                case null:
                    await LeadAsync(asking, end.Token);
                    return;
                case Silence:
                    await Task.Delay(Timeout.InfiniteTimeSpan, end.Token);
                    return;
                case var refusal:
                    await asking.WriteAsync(Encoding.ASCII.GetBytes(refusal), end.Token);
                    break;
            }
        }
    }

    private async Task LeadAsync(NetworkStream asking, CancellationToken end)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(_target, end);
        await asking.WriteAsync("HTTP/1.1 200 Connection Established\r\n\r\n"u8.ToArray(), end);
        NetworkStream answering = server.GetStream();
        await await Task.WhenAny(asking.CopyToAsync(answering, end), answering.CopyToAsync(asking, end));
    }

    private static async Task<string?> ReadHeadAsync(NetworkStream asking, CancellationToken end)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1]; // what comes behind the head is not ours to read
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await asking.ReadAsync(one, end) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
