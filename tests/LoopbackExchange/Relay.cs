using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace HtxFutures.LoopbackExchange;

/// <summary>
/// The network between a client and a server on this machine: it takes its time, and it can die without a word, as a VPN,
/// a NAT or a Wi-Fi does. What was connected before stays silent for ever; what connects afterwards works.
/// </summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly IPEndPoint _target;
    private readonly TimeSpan _oneWay;
    private readonly Task _accepting;
    private int _life;
    private int _connections;
    private int _open;

    /// <summary>Starts relaying.</summary>
    /// <param name="target">The server on loopback.</param>
    /// <param name="oneWay">How long bytes are on their way, in each direction.</param>
    public Relay(Uri target, TimeSpan oneWay = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        _target = new IPEndPoint(IPAddress.Loopback, target.Port);
        _oneWay = oneWay;
        _listener.Start(512);
        Address = new UriBuilder(target) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _accepting = AcceptAsync();
    }

    /// <summary>Where to connect instead of the target.</summary>
    public Uri Address { get; }

    /// <summary>Connections that were ever made.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Those that the client has not closed.</summary>
    public int OpenConnections => Volatile.Read(ref _open);

    /// <summary>Kills every connection there is, so that neither side notices.</summary>
    public void Silence() => Interlocked.Increment(ref _life);

    /// <inheritdoc/>
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
                Socket client = await _listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                Interlocked.Increment(ref _open);
                serving.Add(ServeAsync(client));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        int life = Volatile.Read(ref _life);
        using Socket server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(_target, _stop.Token);
                await Task.WhenAny(CarryAsync(client, server, life), CarryAsync(server, client, life));
                if (Volatile.Read(ref _life) != life)
                {
                    // A dead path does not tell the client that the server has gone either.
                    await DrainAsync(client);
                }
            }
            catch (Exception failure) when (failure is OperationCanceledException or SocketException)
            {
                // One of the two has gone, or the test is over.
            }
        }

        Interlocked.Decrement(ref _open);
    }

    private async Task CarryAsync(Socket from, Socket to, int life)
    {
        var onTheirWay = Channel.CreateUnbounded<(long Due, byte[] Bytes)>();
        Task delivering = DeliverAsync(onTheirWay.Reader, to, life);
        try
        {
            byte[] buffer = new byte[64 * 1024];
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and int count)
            {
                await onTheirWay.Writer.WriteAsync((Environment.TickCount64 + (long)_oneWay.TotalMilliseconds, buffer[..count]));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // That is an end, too.
        }

        onTheirWay.Writer.Complete();
        await delivering;
    }

    private async Task DeliverAsync(ChannelReader<(long Due, byte[] Bytes)> onTheirWay, Socket to, int life)
    {
        try
        {
            await foreach ((long due, byte[] bytes) in onTheirWay.ReadAllAsync(_stop.Token))
            {
                if (due - Environment.TickCount64 is > 0 and long wait)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(wait), _stop.Token);
                }

                if (Volatile.Read(ref _life) == life)
                {
                    await to.SendAsync(bytes, _stop.Token);
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Nobody is there to take it.
        }
    }

    private async Task DrainAsync(Socket client)
    {
        byte[] buffer = new byte[4096];
        while (await client.ReceiveAsync(buffer, _stop.Token) > 0)
        {
        }
    }
}
