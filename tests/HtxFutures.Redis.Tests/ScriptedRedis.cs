using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HtxFutures.Redis.Tests;

/// <summary>What speaks like a Redis that no package has any more: it says of itself what it is given, and knows nothing else but how to begin.</summary>
internal sealed class ScriptedRedis : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _info;

    public ScriptedRedis(string info)
    {
        _info = info;
        _listener.Start();
        _ = ServeAsync(_listener, TalkAsync);
    }

    public RedisAddress Address => RedisAddress.Parse($"redis://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public void Dispose() => _listener.Dispose();

    /// <summary>Has every connection talked to, until the listener is stopped.</summary>
    public static async Task ServeAsync(TcpListener listener, Func<NetworkStream, CancellationToken, Task> talk)
    {
        try
        {
            while (true)
            {
                _ = OneAsync(await listener.AcceptTcpClientAsync(CancellationToken.None), talk);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or InvalidOperationException) // while it waited for one, or between two
        {
        }
    }

    private static async Task OneAsync(TcpClient client, Func<NetworkStream, CancellationToken, Task> talk)
    {
        using (client)
        {
            try
            {
                await talk(client.GetStream(), CancellationToken.None);
            }
            catch (IOException)
            {
                // It was left.
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream, CancellationToken stop)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (await reader.ReadLineAsync(stop) is { } count)
        {
            var words = new List<string>();
            for (int left = int.Parse(count[1..], CultureInfo.InvariantCulture); left > 0; left--)
            {
                await reader.ReadLineAsync(stop); // its length
                words.Add(await reader.ReadLineAsync(stop) ?? "");
            }

            await stream.WriteAsync(Encoding.UTF8.GetBytes(Answer(words[0].ToUpperInvariant())), stop);
        }
    }

    private string Answer(string command) => command switch
    {
        "PING" => "+PONG\r\n",
        "CLIENT" or "SELECT" or "AUTH" => "+OK\r\n",
        "INFO" => $"${_info.Length}\r\n{_info}\r\n",
        _ => $"-ERR unknown command `{command}`\r\n",
    };
}
