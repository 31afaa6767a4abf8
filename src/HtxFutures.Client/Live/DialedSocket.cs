using System.Net.WebSockets;

namespace HtxFutures.Live;

/// <summary>A socket, and what has to live as long as it does.</summary>
/// <param name="Socket">The socket.</param>
/// <param name="Handler">What carried it; null where it is not over the network.</param>
internal sealed record DialedSocket(WebSocket Socket, IDisposable? Handler) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Socket.Dispose();
        Handler?.Dispose();
    }
}
