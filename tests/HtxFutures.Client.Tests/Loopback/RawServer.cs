using System.Net.Sockets;
using System.Text;
using HtxFutures.Client.Tests.Support;
using HtxFutures.LoopbackExchange;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>A server on a real socket that sends exactly the bytes it is told to, or hangs up.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly Func<string, byte[]?> _answer;
    private readonly string _path;
    private readonly bool _staysOpen;
    private readonly LoopbackPort _port;

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
        _port = new LoopbackPort(ServeAsync);
    }

    public Uri Address => new($"http://{_port.EndPoint}");

    /// <summary>Connections that were ever made.</summary>
    public int Connections => _port.Connections;

    /// <summary>Those that are still open.</summary>
    public int OpenConnections => _port.OpenConnections;

    /// <summary>An answer with the right length.</summary>
    public static byte[] Http(string body, string status = "200 OK", string headers = "") => Http(Encoding.UTF8.GetBytes(body), status, headers);

    public static byte[] Http(byte[] body, string status = "200 OK", string headers = "") =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n{headers}\r\n"), .. body];

    public ValueTask DisposeAsync() => _port.DisposeAsync();

    private async Task ServeAsync(Socket socket, CancellationToken stop)
    {
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        while (await ReadHeadAsync(reader, stop) is { } head && Answer(head) is { } bytes)
        {
            await stream.WriteAsync(bytes, stop);
            if (head.Contains(_path, StringComparison.Ordinal) && !_staysOpen && !IsWhole(bytes))
            {
                return;
            }
        }

        socket.LingerState = new LingerOption(true, 0); // hang up hard
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

    private static async Task<string?> ReadHeadAsync(StreamReader reader, CancellationToken stop)
    {
        var head = new StringBuilder();
        int length = 0;
        while (await reader.ReadLineAsync(stop) is { } line)
        {
            if (line.Length == 0)
            {
                if (length > 0)
                {
                    await reader.ReadBlockAsync(new char[length], stop);
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
