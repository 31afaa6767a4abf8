using System.Net.WebSockets;
using System.Security.Cryptography;

namespace HtxFutures.Live;

/// <summary>Sends on a socket, one message after the other, since a socket bears no two at a time. Each is wiped when it has left: one of them is signed.</summary>
/// <param name="socket">The socket.</param>
internal sealed class SocketWriter(WebSocket socket)
{
    private readonly object _gate = new();
    private readonly LinkedList<byte[]> _queue = [];
    private bool _isSending;

    /// <summary>Sends a message when those before it have left. That it could not be sent is seen by who reads.</summary>
    /// <param name="message">The message, in JSON; not to be used any more.</param>
    /// <param name="goesFirst">Whether it goes ahead of what waits, as the answer to a ping does.</param>
    public void Post(byte[] message, bool goesFirst = false)
    {
        lock (_gate)
        {
            _ = goesFirst ? _queue.AddFirst(message) : _queue.AddLast(message);
            if (_isSending)
            {
                return;
            }

            _isSending = true;
        }

        _ = SendAllAsync();
    }

    private async Task SendAllAsync()
    {
        while (TakeNext() is { } message)
        {
            try
            {
                await socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException or IOException)
            {
                // The socket is over.
            }
            finally
            {
                CryptographicOperations.ZeroMemory(message);
            }
        }
    }

    private byte[]? TakeNext()
    {
        lock (_gate)
        {
            if (_queue.First is not { } next)
            {
                _isSending = false;
                return null;
            }

            _queue.RemoveFirst();
            return next.Value;
        }
    }
}
