using System.IO.Compression;
using System.Net.Sockets;
using HtxFutures.Sandbox;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HtxFutures.LoopbackExchange;

/// <summary>Carries a request from HTTP to the exchange and the answer back.</summary>
internal static class ExchangeBridge
{
    private static int s_hungUp;

    public static async Task ServeAsync(HttpContext context, SandboxExchange exchange)
    {
        SandboxRequest request = await ReceiveAsync(context);
        SandboxReply reply = await exchange.RoundTripAsync(request, context.RequestAborted);
        await SendAsync(context, reply, exchange.Options.Gzip && AcceptsGzip(context.Request));
    }

    private static async Task<SandboxRequest> ReceiveAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);

        // The target as it came over the wire: decoding and normalising would hide what a client signed wrongly.
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string[] parts = target.Split('?', 2);
        return new SandboxRequest(
            context.Request.Method,
            context.Request.Host.Value ?? string.Empty,
            parts[0],
            parts.Length > 1 ? parts[1] : string.Empty,
            body.ToArray(),
            context.Request.ContentType);
    }

    private static async Task SendAsync(HttpContext context, SandboxReply reply, bool compress)
    {
        if (reply.Delivery.Kind != DeliveryKind.Answered)
        {
            // A refused connection cannot be told from a broken one here: the request came over it.
            HangUp(context);
            return;
        }

        HttpResponse response = context.Response;
        response.StatusCode = reply.StatusCode;
        response.ContentType = reply.ContentType;
        foreach ((string name, string value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        bool compressWhileSending = compress && reply.Delivery.PaddedTo > 0;
        if (compress)
        {
            response.Headers.ContentEncoding = "gzip";
            reply = compressWhileSending ? reply : Compressed(reply);
        }

        response.ContentLength = compressWhileSending ? null : reply.AnnouncedLength;
        try
        {
            await using Stream body = reply.OpenBody();
            await using GZipStream? gzip = compressWhileSending
                ? new(response.Body, CompressionLevel.Fastest, leaveOpen: true)
                : null;
            await body.CopyToAsync(gzip ?? response.Body, context.RequestAborted);
        }
        catch (HttpIOException)
        {
            await BreakOffAsync(context);
        }
    }

    /// <summary>
    /// Breaks the connection after what was written. Where a length was announced the server does so itself, once
    /// everything has left; an abort may overtake what is still on its way.
    /// </summary>
    private static async Task BreakOffAsync(HttpContext context)
    {
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (context.Response.ContentLength is null)
        {
            context.Abort();
        }
    }

    /// <summary>
    /// Ends the connection without an answer: by turns in order, as an edge does that is being restarted, and with a
    /// reset. Network stacks take the first for a reason to send a request again by themselves.
    /// </summary>
    private static void HangUp(HttpContext context)
    {
        if (Interlocked.Increment(ref s_hungUp) % 2 == 1)
        {
            context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.Shutdown(SocketShutdown.Both);
        }
        else
        {
            context.Abort();
        }
    }

    private static bool AcceptsGzip(HttpRequest request) =>
        request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);

    /// <summary>The reply with its body compressed, and cut at the like place if it is cut.</summary>
    private static SandboxReply Compressed(SandboxReply reply)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(reply.Body.Span);
        }

        byte[] body = compressed.ToArray();
        long? cutAt = reply.Delivery.CutAt * body.Length / Math.Max(1, reply.Body.Length);
        return reply with { Body = body, Delivery = reply.Delivery with { CutAt = cutAt } };
    }
}
