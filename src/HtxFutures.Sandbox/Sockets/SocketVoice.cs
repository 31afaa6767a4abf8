using System.IO.Compression;
using System.Net.WebSockets;
using HtxFutures.Sandbox.Faults;

namespace HtxFutures.Sandbox.Sockets;

/// <summary>The exchange's way out on a socket, with the faults that strike it.</summary>
/// <param name="options">How the exchange behaves.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="opening">The request that opened the socket.</param>
/// <param name="line">The way to the client.</param>
/// <param name="journey">How long it takes.</param>
internal sealed class SocketVoice(SandboxOptions options, SandboxFaults faults, SandboxRequest opening, SocketLine<SocketFrame> line, Func<TimeSpan> journey)
{
    private static readonly TimeSpan s_defaultLateness = TimeSpan.FromSeconds(1);

    /// <summary>Nothing goes out any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Nothing goes either way any more, and nobody is told.</summary>
    public bool IsMute { get; private set; }

    /// <summary>Sends a message.</summary>
    public void Say(ReadOnlyMemory<byte> message, SocketMessages messages, SocketMoment moment = SocketMoment.Message)
    {
        if (IsOver || IsMute)
        {
            return;
        }

        if (faults.PlanFor(opening, moment) is not { } plan)
        {
            Send(message, options.SocketGzip);
            return;
        }

        if (plan.Take(FaultKind.SocketClosed) is not null)
        {
            Close(messages, WebSocketCloseStatus.NormalClosure, "closeExpiredSessions"); // desk facts, pitfalls: a loss that calls itself normal
        }
        else if (plan.Take(FaultKind.SocketBroken) is not null)
        {
            Break(default);
        }
        else if (plan.Take(FaultKind.SocketCut) is { } cut)
        {
            Break(message[..(int)ReplyFaults.CutAt(cut, message.Length)]);
        }
        else if (plan.Take(FaultKind.SocketMuted) is not null)
        {
            IsMute = true;
        }
        else
        {
            SayChanged(plan, message, messages);
        }
    }

    /// <summary>Says that this is the end, and ends it.</summary>
    public void Close(SocketMessages messages, WebSocketCloseStatus status, string reason)
    {
        Send(messages.Word("close"), options.SocketGzip);
        line.Post(new SocketFrame(WebSocketMessageType.Close, default) { CloseStatus = status, CloseReason = reason }, journey());
        IsOver = true;
    }

    private void SayChanged(FaultPlan plan, ReadOnlyMemory<byte> message, SocketMessages messages)
    {
        if (plan.Take(FaultKind.SocketError) is not null)
        {
            Send(messages.Word("error"), options.SocketGzip);
        }

        if (plan.Take(FaultKind.PushLost) is not null)
        {
            return;
        }

        while (plan.Take(FaultKind.PushGarbled) is { } garbled)
        {
            message = ReplyFaults.Garble(garbled, message.Span);
        }

        bool isZipped = plan.Take(FaultKind.PushZipped) is not null || options.SocketGzip;
        TimeSpan again = Draw(plan.Take(FaultKind.PushTwice));
        Send(message, isZipped, Draw(plan.Take(FaultKind.PushLate)));
        if (again > TimeSpan.Zero)
        {
            Send(message, isZipped, again);
        }
    }

    private void Send(ReadOnlyMemory<byte> message, bool isZipped, TimeSpan lateness = default) =>
        line.Post(isZipped ? new SocketFrame(WebSocketMessageType.Binary, Zip(message.Span)) : new SocketFrame(WebSocketMessageType.Text, message), journey(), lateness);

    private void Break(ReadOnlyMemory<byte> part)
    {
        line.Post(new SocketFrame(WebSocketMessageType.Text, part) { Breaks = true }, journey());
        IsOver = true;
    }

    private static TimeSpan Draw(ArmedRule? late) => late is null
        ? TimeSpan.Zero
        : TimeSpan.FromMilliseconds(late.Random.NextInt64(1, Math.Max(1, (long)(late.Rule.Span ?? s_defaultLateness).TotalMilliseconds) + 1));

    private static byte[] Zip(ReadOnlySpan<byte> message)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            gzip.Write(message);
        }

        return zipped.ToArray();
    }
}
