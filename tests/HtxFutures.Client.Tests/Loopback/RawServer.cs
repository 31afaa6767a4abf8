using System.Net;
using System.Net.Sockets;
using System.Text;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>A server on a real socket that sends exactly the bytes it is told to, or hangs up.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, byte[]?> _answer;
    private readonly string _path;
    private readonly bool _staysOpen;
    private readonly Task _accepting;
    private int _connections;
    private int _open;

    /// <param name="answer">
    /// From the head of a request to all that is sent back; null to hang up, nothing to close the connection in order.
    /// </param>
    /// <param name="path">The requests that it answers; others are answered as usual.</param>
    /// <param name="staysOpen">Whether the connection stays open behind an answer whose length is not the one it announces.</param>
    public RawServer(Func<string, byte[]?> answer, string path = Paths.CancelOrder, bool staysOpen = false)
    {
        _answer = answer;
        _path = path;
        _staysOpen = staysOpen;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>Connections that were ever made.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Those that are still open.</summary>
    public int OpenConnections => Volatile.Read(ref _open);

    /// <summary>An answer with the right length.</summary>
    public static byte[] Http(string body, string status = "200 OK", string headers = "") => Http(Encoding.UTF8.GetBytes(body), status, headers);

    public static byte[] Http(byte[] body, string status = "200 OK", string headers = "") =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n{headers}\r\n"), .. body];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                Interlocked.Increment(ref _open);
                serving.Add(ServeAsync(socket));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using Socket owned = socket;
        try
        {
            await using var stream = new NetworkStream(socket);
            using var reader = new StreamReader(stream, Encoding.ASCII);
            while (await ReadHeadAsync(reader) is { } head && Answer(head) is { } bytes)
            {
                await stream.WriteAsync(bytes, _stop.Token);
                if (head.Contains(_path, StringComparison.Ordinal) && !_staysOpen && !IsWhole(bytes))
                {
                    return;
                }
            }

            socket.LingerState = new LingerOption(true, 0); // hang up hard
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            // The client or the test is done.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private byte[]? Answer(string head) =>
        head.Contains(_path, StringComparison.Ordinal) ? _answer(head)
        : head.Contains(Paths.Timestamp, StringComparison.Ordinal) ? Http($$"""{"status":"ok","ts":{{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}}}""")
        : head.Contains(Paths.Opens, StringComparison.Ordinal) ? Http(Recorded.Envelope("[]"))
        : Http(Recorded.Envelope(Recorded.OrderIn("canceled")));

    // An answer shorter than its Content-Length is followed by the end of the connection.
    private static bool IsWhole(byte[] bytes)
    {
        string text = Encoding.Latin1.GetString(bytes);
        int body = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        string? length = text.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal));
        return body > 3 && length is not null && (text.Length - body).ToString(System.Globalization.CultureInfo.InvariantCulture) == length[16..];
    }

    private async Task<string?> ReadHeadAsync(StreamReader reader)
    {
        var head = new StringBuilder();
        int length = 0;
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (line.Length == 0)
            {
                if (length > 0)
                {
                    await reader.ReadBlockAsync(new char[length], _stop.Token);
                }

                return head.ToString();
            }

            head.AppendLine(line);
            if (line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(line.AsSpan(16), provider: System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return null;
    }
}
