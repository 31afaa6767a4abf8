using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace HtxFutures.Sandbox;

/// <summary>
/// Lets an <see cref="HttpClient"/> talk to the exchange inside the process. One handler may serve any number of
/// clients; disposing a client leaves the handler working for the others. Asynchronous sending only.
/// </summary>
/// <param name="exchange">The exchange that answers.</param>
public sealed class SandboxHandler(SandboxExchange exchange) : HttpMessageHandler
{
    /// <summary>The exchange that answers.</summary>
    public SandboxExchange Exchange { get; } = exchange ?? throw new ArgumentNullException(nameof(exchange));

    /// <summary>Opens a socket to the exchange inside the process, as a client does over the network.</summary>
    /// <param name="address">Where the client believes it to be: its host is signed for, its path chosen by.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The socket, to be disposed by the caller.</returns>
    /// <exception cref="HttpRequestException">It is refused, with a status.</exception>
    public Task<WebSocket> ConnectSocketAsync(Uri address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Exchange.ConnectSocketAsync(new SandboxRequest("GET", HostOf(address), address.AbsolutePath, string.Empty, default, null), cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        SandboxRequest received = await ReceiveAsync(request, cancellationToken).ConfigureAwait(false);
        SandboxReply reply = await Exchange.RoundTripAsync(received, cancellationToken).ConfigureAwait(false);
        return reply.Delivery.Kind switch
        {
            DeliveryKind.Refused => throw Refused(request),
            DeliveryKind.Dropped => throw Dropped(),
            _ => Respond(request, reply),
        };
    }

    private static async Task<SandboxRequest> ReceiveAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        byte[] body = request.Content is null
            ? []
            : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new SandboxRequest(
            request.Method.Method,
            request.Headers.Host ?? HostOf(uri),
            uri.AbsolutePath,
            uri.Query.Length > 0 ? uri.Query[1..] : string.Empty,
            body,
            ContentTypeOf(request.Content));
    }

    private static string HostOf(Uri address) => address.HostNameType == UriHostNameType.IPv6 ? address.Host : address.IdnHost;

    private static string? ContentTypeOf(HttpContent? content) =>
        content is not null && content.Headers.NonValidated.TryGetValues("Content-Type", out var values)
            ? values.ToString()
            : null;

    private static HttpResponseMessage Respond(HttpRequestMessage request, SandboxReply reply)
    {
        HttpResponseMessage response = new((HttpStatusCode)reply.StatusCode)
        {
            Content = ContentOf(reply),
            RequestMessage = request,
        };

        // Unvalidated: whatever the exchange calls its content is the client's to cope with.
        response.Content.Headers.TryAddWithoutValidation("Content-Type", reply.ContentType);
        foreach ((string name, string value) in reply.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private static HttpContent ContentOf(SandboxReply reply)
    {
        if (reply.Delivery is { PaddedTo: 0, CutAt: null })
        {
            return new ReadOnlyMemoryContent(reply.Body);
        }

        StreamContent content = new(reply.OpenBody());
        content.Headers.ContentLength = reply.AnnouncedLength;
        return content;
    }

    // What the framework's own handler throws in these cases.
    private static HttpRequestException Refused(HttpRequestMessage request) => new(
        HttpRequestError.ConnectionError,
        $"Connection refused ({request.RequestUri!.Authority})",
        new SocketException((int)SocketError.ConnectionRefused));

    private static HttpRequestException Dropped() => new(
        HttpRequestError.ResponseEnded,
        "An error occurred while sending the request.",
        new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely."));
}
