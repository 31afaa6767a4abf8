using System.Net;
using System.Net.Sockets;

namespace HtxFutures.LoopbackExchange;

/// <summary>A free port on loopback whose connections are served side by side, and counted.</summary>
public sealed class LoopbackPort : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Socket, CancellationToken, Task> _serve;
    private readonly Task _accepting;
    private int _connections;
    private int _open;

    /// <summary>Starts listening.</summary>
    /// <param name="serve">Serves a connection until it is over; which may be by an error of the connection, or because the port is closed.</param>
    public LoopbackPort(Func<Socket, CancellationToken, Task> serve)
    {
        _serve = serve;
        _listener.Start(512);
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it is.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Connections that were ever made.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Those that are still served.</summary>
    public int OpenConnections => Volatile.Read(ref _open);

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
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                Interlocked.Increment(ref _open);
                serving.Add(ServeAsync(socket));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            using (socket)
            {
                await _serve(socket, _stop.Token);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException)
        {
            // One of the two has gone, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
