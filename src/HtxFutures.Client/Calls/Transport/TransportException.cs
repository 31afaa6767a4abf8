using System.Globalization;
using System.Net;
using System.Net.Sockets;
using HtxFutures.Errors;

namespace HtxFutures.Calls.Transport;

/// <summary>
/// No usable answer came. The texts of the network stack are not passed on whole: some of them quote the address that
/// was requested, and its query is signed.
/// </summary>
internal sealed class TransportException : Exception
{
    private static readonly Guidance s_checkNetwork = new("Check the network and the firewall. Behind a proxy, name it when connecting.", Means.Proxy);

    private TransportException(string message, bool mayHaveRun, Guidance? advice = null)
        : base(message) => (MayHaveRun, Advice) = (mayHaveRun, advice);

    /// <summary>Whether the exchange may have run the request all the same.</summary>
    public bool MayHaveRun { get; }

    /// <summary>What the user can do about it; null where there is nothing to say.</summary>
    public Guidance? Advice { get; }

    /// <summary>Whether the request went out and the network brought nothing back: other connections may be as dead.</summary>
    public bool PathIsInDoubt { get; private init; }

    public static TransportException TimedOut(TimeSpan timeout) =>
        new(string.Create(CultureInfo.InvariantCulture, $"no answer came within {timeout.TotalSeconds:0.###} s"), mayHaveRun: true) { PathIsInDoubt = true };

    public static TransportException NotConnectedInTime(string host) => new($"no connection to {host} came about in time", mayHaveRun: false, s_checkNetwork);

    /// <summary>The host's name, which may be a proxy's, leads nowhere.</summary>
    public static TransportException NotResolved(string host, SocketError error) => new(
        $"the name of {host} could not be resolved ({error})",
        mayHaveRun: false,
        new("Check this machine's network and its DNS servers, and that name, which is the endpoint's or the proxy's.", Means.EndpointOrProxy));

    /// <summary>The host, which may be a proxy, is not there.</summary>
    public static TransportException NotConnected(string host, SocketError error) => error == SocketError.ConnectionRefused
        ? new($"{host} refuses connections ({error})", mayHaveRun: false, new("Nothing listens there, or a firewall says no. Check host and port.", Means.EndpointOrProxy))
        : new($"no connection to {host} could be made ({error})", mayHaveRun: false, s_checkNetwork);

    public static TransportException Closed() => new("the session was closed before the answer came", mayHaveRun: true);

    public static TransportException TooLarge() =>
        new(string.Create(CultureInfo.InvariantCulture, $"the answer is larger than {HttpTransport.LargestBody >> 20} MB"), mayHaveRun: true);

    public static TransportException Broken(IOException failure) =>
        Broken((failure as HttpIOException)?.HttpRequestError ?? HttpRequestError.Unknown, failure);

    public static TransportException Garbled() => new("the answer is not compressed in the way it says", mayHaveRun: true);

    /// <summary>What the network stack tells.</summary>
    /// <param name="failure">As it tells it.</param>
    /// <param name="host">The exchange's host and port.</param>
    public static TransportException From(HttpRequestException failure, string host) => (failure.HttpRequestError, failure.InnerException) switch
    {
        // In these no connection came about, so nothing was sent.
        (_, TransportException told) => told,
        (HttpRequestError.NameResolutionError, var reason) => NotResolved(host, (reason as SocketException)?.SocketErrorCode ?? SocketError.HostNotFound),
        (HttpRequestError.ConnectionError, SocketException { SocketErrorCode: SocketError.TooManyOpenSockets }) => new(
            "this process has as many files and connections open as it may, so no other could be made; raise the limit (ulimit -n), or close some", mayHaveRun: false),
        (HttpRequestError.ConnectionError, var reason) => NotConnected(host, (reason as SocketException)?.SocketErrorCode ?? SocketError.SocketError),
        (HttpRequestError.SecureConnectionError, CertificateRefusedException refused) => new(refused.Message, mayHaveRun: false),
        (HttpRequestError.SecureConnectionError, _) => new(
            $"no TLS connection of version 1.2 or later to {host} came about; check whether a proxy or a firewall stands between", mayHaveRun: false),
        (HttpRequestError.ProxyTunnelError, _) when WantsCredentials(failure) =>
            new("the proxy wants credentials", mayHaveRun: false, new("Give them when connecting.", Means.ProxyCredential)),
        (HttpRequestError.ProxyTunnelError, _) => new($"the proxy refused to connect to {host}", mayHaveRun: false),
        (var error, _) => Broken(error, failure),
    };

    private static TransportException Broken(HttpRequestError error, Exception failure) => new(
        error switch
        {
            HttpRequestError.ResponseEnded => "the connection was closed before the answer was complete",
            HttpRequestError.Unknown => $"the connection broke before the answer was complete{Reason(failure)}",
            _ => $"the connection broke before the answer was complete ({error})",
        },
        mayHaveRun: true)
    {
        PathIsInDoubt = true,
    };

    // .NET 8 leaves the status out, and tells it in the text alone.
    private static bool WantsCredentials(HttpRequestException failure) => failure.StatusCode is { } status
        ? status == HttpStatusCode.ProxyAuthenticationRequired
        : failure.Message.Contains("'407'", StringComparison.Ordinal);

    // The code alone: the text may quote the address.
    private static string Reason(Exception failure) => failure.GetBaseException() is SocketException socket ? $" ({socket.SocketErrorCode})" : "";
}
