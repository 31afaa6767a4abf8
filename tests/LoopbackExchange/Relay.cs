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
    private readonly IPEndPoint _target;
    private readonly TimeSpan _oneWay;
    private readonly LoopbackPort _port;
    private int _life;

    /// <summary>Starts relaying.</summary>
    /// <param name="target">The server on loopback.</param>
    /// <param name="oneWay">How long bytes are on their way, in each direction.</param>
    public Relay(Uri target, TimeSpan oneWay = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        _target = new IPEndPoint(IPAddress.Loopback, target.Port);
        _oneWay = oneWay;
        _port = new LoopbackPort(ServeAsync);
        Address = new UriBuilder(target) { Port = _port.EndPoint.Port }.Uri;
    }

    /// <summary>Where to connect instead of the target.</summary>
    public Uri Address { get; }

    /// <summary>Connections that were ever made.</summary>
    public int Connections => _port.Connections;

    /// <summary>Those that the client has not closed.</summary>
    public int OpenConnections => _port.OpenConnections;

    /// <summary>Kills every connection there is, so that neither side notices.</summary>
    public void Silence() => Interlocked.Increment(ref _life);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _port.DisposeAsync();

    private async Task ServeAsync(Socket client, CancellationToken stop)
    {
        int life = Volatile.Read(ref _life);
        using Socket server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        await server.ConnectAsync(_target, stop);
        await Task.WhenAny(CarryAsync(client, server, life, stop), CarryAsync(server, client, life, stop));
        if (Volatile.Read(ref _life) != life)
        {
            // A dead path does not tell the client that the server has gone either.
            await DrainAsync(client, stop);
        }
    }

    private async Task CarryAsync(Socket from, Socket to, int life, CancellationToken stop)
    {
        var onTheirWay = Channel.CreateUnbounded<(long Due, byte[] Bytes)>();
        Task delivering = DeliverAsync(onTheirWay.Reader, to, life, stop);
        try
        {
            byte[] buffer = new byte[64 * 1024];
            while (await from.ReceiveAsync(buffer, stop) is > 0 and int count)
            {
                await onTheirWay.Writer.WriteAsync((Environment.TickCount64 + (long)_oneWay.TotalMilliseconds, buffer[..count]), stop);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // That is an end, too.
        }

        onTheirWay.Writer.Complete();
        await delivering;
    }

    private async Task DeliverAsync(ChannelReader<(long Due, byte[] Bytes)> onTheirWay, Socket to, int life, CancellationToken stop)
    {
        try
        {
            await foreach ((long due, byte[] bytes) in onTheirWay.ReadAllAsync(stop))
            {
                if (due - Environment.TickCount64 is > 0 and long wait)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(wait), stop);
                }

                if (Volatile.Read(ref _life) == life)
                {
                    await to.SendAsync(bytes, stop);
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Nobody is there to take it.
        }
    }

    private static async Task DrainAsync(Socket client, CancellationToken stop)
    {
        byte[] buffer = new byte[4096];
        while (await client.ReceiveAsync(buffer, stop) > 0)
        {
        }
    }
}
