using System.Globalization;
using System.Net.WebSockets;
using HtxFutures.Calls.Transport;
using HtxFutures.Errors;

namespace HtxFutures.Live;

/// <summary>
/// Opens the socket for changes (facts 6): over the network by the session's proxy and under its rules for certificates,
/// with HTTP/1.1; or in the process. It has no time limit but the one for connecting: by a token given to it later, a socket
/// is aborted.
/// </summary>
/// <param name="options">How to reach the exchange.</param>
internal sealed class SocketDialer(HtxConnectOptions options)
{
    /// <summary>The path of the socket, which is also signed.</summary>
    public const string Path = "/ws/v5/notification";

    private readonly Uri _address = new UriBuilder(options.Endpoint.Address)
    {
        Scheme = options.Endpoint.Address.Scheme == Uri.UriSchemeHttps ? "wss" : "ws",
        Path = Path,
    }.Uri;

    /// <summary>Opens one.</summary>
    /// <exception cref="HtxException">It could not be opened; the text says why.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<DialedSocket> DialAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.RequestTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return options.Handler is null
                ? await DialNetworkAsync(either.Token).ConfigureAwait(false)
                : new DialedSocket(await DialInProcessAsync(either.Token).ConfigureAwait(false), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Told(TransportException.NotConnectedInTime(options.Endpoint.HostAndPort));
        }
        catch (Exception failure) when (cancellationToken.IsCancellationRequested && failure is HttpRequestException or WebSocketException)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw Tell(failure);
        }
        catch (WebSocketException failure) when (failure.InnerException is HttpRequestException inner)
        {
            throw Tell(inner);
        }
        catch (WebSocketException failure) when (failure.InnerException is OperationCanceledException)
        {
            // The limit for making a connection, as of requests: a host or a proxy that answers nothing.
            throw Told(TransportException.NotConnectedInTime(options.Endpoint.HostAndPort));
        }
        catch (WebSocketException failure)
        {
            throw StreamFailure.Of(HtxErrorKind.NetworkError, $"no socket came about ({failure.WebSocketErrorCode})");
        }
    }

    private Task<WebSocket> DialInProcessAsync(CancellationToken cancellationToken) =>
        options.OpenSocket?.Invoke(_address, cancellationToken) ?? throw Refused(404);

    private async Task<DialedSocket> DialNetworkAsync(CancellationToken cancellationToken)
    {
        // Connections of its own: those of requests are thrown away when one of them dies, and a socket is noticed by itself.
        var handler = ConnectionPool.CreateHandler(options, new TlsWatch(options.TimeProvider));
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.KeepAliveInterval = TimeSpan.Zero; // the exchange pings, in words of its own
            socket.Options.CollectHttpResponseDetails = true;
            using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
            await socket.ConnectAsync(_address, invoker, cancellationToken).ConfigureAwait(false);
            return new DialedSocket(socket, handler);
        }
        catch (Exception failure)
        {
            int status = (int)socket.HttpStatusCode;
            socket.Dispose();
            handler.Dispose();
            throw failure is WebSocketException && status != 0 ? Refused(status) : failure;
        }
    }

    private HtxException Tell(HttpRequestException failure)
    {
        if (failure is { StatusCode: { } status, HttpRequestError: HttpRequestError.Unknown })
        {
            return Refused((int)status);
        }

        return Told(TransportException.From(failure, options.Endpoint.HostAndPort));
    }

    private static HtxException Told(TransportException failure) => StreamFailure.Of(HtxErrorKind.NetworkError, failure.Message, failure.Advice);

    private static HtxException Refused(int status) => status switch
    {
        403 => StreamFailure.Of(
            HtxErrorKind.Blocked,
            "the exchange's edge refuses this machine (HTTP 403)",
            new Guidance("It blocks addresses that open too many sockets, and regions. Use another network, or wait."), status: status),
        404 => StreamFailure.Of(
            HtxErrorKind.UnexpectedResponse,
            "this host has no socket for changes (HTTP 404)",
            new Guidance("Changes cannot be watched there. Use another endpoint, or list the orders again and again.", Means.Endpoint), status: status),
        >= 500 => StreamFailure.Of(HtxErrorKind.NetworkError, string.Create(CultureInfo.InvariantCulture, $"the exchange's edge answered HTTP {status}"), status: status),
        _ => StreamFailure.Of(
            HtxErrorKind.UnexpectedResponse,
            string.Create(CultureInfo.InvariantCulture, $"what answers there opens no socket (HTTP {status})"),
            new Guidance("A proxy or a sign-in page that stands between may let requests through and no sockets. Ask who runs it.", Means.Proxy), status: status),
    };
}
