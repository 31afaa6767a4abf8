using System.Net.WebSockets;
using HtxFutures.Sandbox;
using Microsoft.AspNetCore.Http;

namespace HtxFutures.LoopbackExchange;

/// <summary>Carries a socket from the network to the exchange, both ways, message parts as they are.</summary>
internal static class SocketBridge
{
    public static async Task ServeAsync(HttpContext context, SandboxExchange exchange)
    {
        WebSocket inside;
        try
        {
            var opening = new SandboxRequest(context.Request.Method, context.Request.Host.Value ?? string.Empty, context.Request.Path.Value ?? string.Empty, string.Empty, default, null);
            inside = await exchange.ConnectSocketAsync(opening, context.RequestAborted);
        }
        catch (HttpRequestException refused)
        {
            context.Response.StatusCode = (int)refused.StatusCode!;
            return;
        }

        using (inside)
        using (WebSocket outside = await context.WebSockets.AcceptWebSocketAsync())
        {
            Task up = CarryAsync(outside, inside);
            Task down = CarryAsync(inside, outside);
            if (await Task.WhenAny(up, down) == up)
            {
                inside.Abort();
            }
            else if (outside.State != WebSocketState.CloseSent)
            {
                context.Abort(); // it broke inside, without a word
            }

            await Task.WhenAll(up, down).WaitAsync(TimeSpan.FromSeconds(5)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Carries one way until it ends, in order or not.</summary>
    private static async Task CarryAsync(WebSocket from, WebSocket to)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult part = await from.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await to.CloseOutputAsync(from.CloseStatus ?? WebSocketCloseStatus.NormalClosure, from.CloseStatusDescription, CancellationToken.None);
                    return;
                }

                await to.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, CancellationToken.None);
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // That is an end, too.
        }
    }
}
