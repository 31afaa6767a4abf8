using System.Net.WebSockets;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>A socket on which one message comes, in parts of a size, and then the end.</summary>
/// <param name="message">The message.</param>
/// <param name="part">The most bytes of a part.</param>
internal sealed class ScriptedSocket(byte[] message, int part) : WebSocket
{
    private int _position = -1;

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override string? SubProtocol => null;

    public override WebSocketState State => WebSocketState.Open;

    public override ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_position == message.Length)
        {
            return ValueTask.FromResult(new ValueWebSocketReceiveResult(0, WebSocketMessageType.Close, true));
        }

        _position = Math.Max(_position, 0);
        int count = Math.Min(Math.Min(part, buffer.Length), message.Length - _position);
        message.AsSpan(_position, count).CopyTo(buffer.Span);
        _position += count;
        return ValueTask.FromResult(new ValueWebSocketReceiveResult(count, WebSocketMessageType.Text, _position == message.Length));
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        ValueWebSocketReceiveResult result = await ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
        return new WebSocketReceiveResult(result.Count, result.MessageType, result.EndOfMessage);
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Abort()
    {
        // It ends by itself.
    }

    public override void Dispose()
    {
        // It holds nothing.
    }
}
