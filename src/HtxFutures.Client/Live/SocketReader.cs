using System.Buffers;
using System.IO.Compression;
using System.Net.WebSockets;
using HtxFutures.Calls.Transport;

namespace HtxFutures.Live;

/// <summary>
/// Reads a socket message by message, however many parts each comes in. What is compressed is told by its first bytes, and
/// not by what it calls itself: the documentation says that all is, and text was recorded (facts 7.19).
/// </summary>
/// <param name="socket">The socket.</param>
internal sealed class SocketReader(WebSocket socket)
{
    /// <summary>Larger messages are not read, in bytes, compressed or not. A push has about a thousand.</summary>
    public const int LargestMessage = HttpTransport.LargestBody;

    private const int LeastRoom = 4096;

    private readonly ArrayBufferWriter<byte> _message = new(LeastRoom);
    private readonly ArrayBufferWriter<byte> _plain = new(LeastRoom);

    /// <summary>Reads the next message.</summary>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    public async ValueTask<SocketMessage> ReadAsync()
    {
        _message.ResetWrittenCount();
        bool isTooLarge = false;
        while (true)
        {
            // Without a token: one that fires would abort the socket.
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(_message.GetMemory(LeastRoom), CancellationToken.None).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return new SocketMessage(default, IsEnd: true);
            }

            if (!isTooLarge)
            {
                _message.Advance(part.Count);
                isTooLarge = _message.WrittenCount > LargestMessage;
            }

            if (part.EndOfMessage)
            {
                return isTooLarge ? TooLarge() : Plain();
            }

            if (isTooLarge)
            {
                _message.ResetWrittenCount(); // the rest is passed over, so that the next one is found
            }
        }
    }

    private SocketMessage Plain()
    {
        ReadOnlyMemory<byte> message = _message.WrittenMemory;
        if (message.Span is not [0x1f, 0x8b, ..])
        {
            return new SocketMessage(message);
        }

        _plain.ResetWrittenCount();
        try
        {
            using var zipped = new GZipStream(new ReadOnlyMemoryStream(message), CompressionMode.Decompress);
            while (zipped.Read(_plain.GetSpan(LeastRoom)) is > 0 and int count)
            {
                _plain.Advance(count);
                if (_plain.WrittenCount > LargestMessage)
                {
                    return TooLarge();
                }
            }

            return new SocketMessage(_plain.WrittenMemory);
        }
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException)
        {
            return new SocketMessage(default, "it is not compressed in the way it begins");
        }
    }

    private static SocketMessage TooLarge() => new(default, $"it is larger than {LargestMessage >> 20} MB");
}
