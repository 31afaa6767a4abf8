using System.Net.WebSockets;

namespace HtxFutures.Sandbox.Sockets;

/// <summary>
/// A client's end of a socket inside the process. It behaves as the framework's own: a token that fires while something is
/// awaited aborts it, one receive and one send may be under way, and what is read may be a part of a message.
/// </summary>
/// <param name="clock">The exchange's time.</param>
/// <param name="mostAtOnce">The most bytes that one receive brings; null for as many as there is room for.</param>
/// <param name="send">Takes what the client sends.</param>
/// <param name="leave">Called once, when the client's end is over.</param>
internal sealed class SandboxSocket(ExchangeClock clock, int? mostAtOnce, Action<ReadOnlyMemory<byte>> send, Action leave) : WebSocket
{
    private readonly object _gate = new();
    private readonly Queue<SocketFrame> _arrived = new();
    private readonly MemoryStream _sending = new();
    private TaskCompletionSource? _waiting;
    private WebSocketState _state = WebSocketState.Open;
    private WebSocketCloseStatus? _closeStatus;
    private string? _closeReason;
    private int _read;
    private bool _hasLeft;

    public override WebSocketCloseStatus? CloseStatus => _closeStatus;

    public override string? CloseStatusDescription => _closeReason;

    public override string? SubProtocol => null;

    public override WebSocketState State => _state;

    /// <summary>Takes what arrives from the exchange.</summary>
    public void Arrive(SocketFrame frame)
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            _arrived.Enqueue(frame);
            (waiting, _waiting) = (_waiting, null);
        }

        waiting?.TrySetResult();
    }

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            TaskCompletionSource waiting;
            lock (_gate)
            {
                if (_state is WebSocketState.Aborted or WebSocketState.Closed)
                {
                    throw new WebSocketException(WebSocketError.InvalidState, "The socket is over.");
                }

                if (_arrived.TryPeek(out SocketFrame? frame))
                {
                    return Read(frame, buffer.Span);
                }

                waiting = _waiting = new TaskCompletionSource(ReferenceEquals(clock.TimeProvider, TimeProvider.System) ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);
            }

            using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
                (_, token) =>
                {
                    End(WebSocketState.Aborted);
                    waiting.TrySetCanceled(token);
                },
                null);
            await waiting.Task.ConfigureAwait(false);
        }
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        ValueWebSocketReceiveResult result = await ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
        return new WebSocketReceiveResult(result.Count, result.MessageType, result.EndOfMessage, _closeStatus, _closeReason);
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        byte[] message;
        lock (_gate)
        {
            if (_state is not (WebSocketState.Open or WebSocketState.CloseReceived))
            {
                return ValueTask.FromException(new WebSocketException(WebSocketError.InvalidState, "The socket is over."));
            }

            _sending.Write(buffer.Span);
            if (!endOfMessage)
            {
                return ValueTask.CompletedTask;
            }

            message = _sending.ToArray();
            _sending.SetLength(0);
        }

        send(message);
        return ValueTask.CompletedTask;
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        SendAsync(buffer.AsMemory(), messageType, endOfMessage, cancellationToken).AsTask();

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        if (_state == WebSocketState.Open)
        {
            Arrive(new SocketFrame(WebSocketMessageType.Close, default) { CloseStatus = closeStatus }); // the exchange agrees
        }

        End(_state == WebSocketState.CloseReceived ? WebSocketState.Closed : WebSocketState.CloseSent);
        return Task.CompletedTask;
    }

    public override void Abort() => End(WebSocketState.Aborted);

    public override void Dispose()
    {
        End(WebSocketState.Closed);
        _sending.Dispose();
    }

    private ValueWebSocketReceiveResult Read(SocketFrame frame, Span<byte> buffer)
    {
        if (frame.Type == WebSocketMessageType.Close)
        {
            _arrived.Dequeue();
            (_state, _closeStatus, _closeReason) = (WebSocketState.CloseReceived, frame.CloseStatus, frame.CloseReason);
            return new ValueWebSocketReceiveResult(0, WebSocketMessageType.Close, true);
        }

        int count = Math.Min(Math.Min(buffer.Length, mostAtOnce ?? int.MaxValue), frame.Payload.Length - _read);
        if (frame.Breaks && count == 0)
        {
            _state = WebSocketState.Aborted;
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
        }

        frame.Payload.Span.Slice(_read, count).CopyTo(buffer);
        _read += count;
        bool isWhole = _read == frame.Payload.Length && !frame.Breaks;
        if (isWhole)
        {
            _arrived.Dequeue();
            _read = 0;
        }

        return new ValueWebSocketReceiveResult(count, frame.Type, isWhole);
    }

    private void End(WebSocketState state)
    {
        TaskCompletionSource? waiting;
        bool leaves;
        lock (_gate)
        {
            _state = _state is WebSocketState.Aborted or WebSocketState.Closed ? _state : state;
            (waiting, _waiting) = (_waiting, null);
            leaves = !_hasLeft;
            _hasLeft = true;
        }

        waiting?.TrySetException(new WebSocketException(WebSocketError.ConnectionClosedPrematurely));
        if (leaves)
        {
            leave();
        }
    }
}
