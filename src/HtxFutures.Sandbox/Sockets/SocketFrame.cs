using System.Net.WebSockets;

namespace HtxFutures.Sandbox.Sockets;

/// <summary>What arrives at a client's end of a socket.</summary>
/// <param name="Type">Text, binary, or the end.</param>
/// <param name="Payload">The message; empty at the end.</param>
internal sealed record SocketFrame(WebSocketMessageType Type, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The connection breaks after the payload, which is then a part of a message only.</summary>
    public bool Breaks { get; init; }

    /// <summary>With the end, why; in the protocol's numbers.</summary>
    public WebSocketCloseStatus? CloseStatus { get; init; }

    /// <summary>With the end, why; in words.</summary>
    public string? CloseReason { get; init; }
}
