using System.IO.Compression;
using HtxFutures.Sandbox;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HtxFutures.LoopbackExchange;

/// <summary>Carries a request from HTTP to the exchange and the answer back.</summary>
internal static class ExchangeBridge
{
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
        HttpResponse response = context.Response;
        response.StatusCode = reply.StatusCode;
        response.ContentType = reply.ContentType;
        foreach ((string name, string value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        ReadOnlyMemory<byte> body = reply.Body;
        if (compress)
        {
            response.Headers.ContentEncoding = "gzip";
            body = Compress(body.Span);
        }

        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static bool AcceptsGzip(HttpRequest request) =>
        request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);

    private static byte[] Compress(ReadOnlySpan<byte> body)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return compressed.ToArray();
    }
}
