using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HtxFutures.Http;

/// <summary>
/// No usable answer came. The texts of the network stack are not passed on whole: some of them quote the address that
/// was requested, and its query is signed.
/// </summary>
internal sealed class TransportException : Exception
{
    private TransportException(string message, bool mayHaveRun)
        : base(message) => MayHaveRun = mayHaveRun;

    /// <summary>Whether the exchange may have run the request all the same.</summary>
    public bool MayHaveRun { get; }

    public static TransportException TimedOut(TimeSpan timeout) =>
        new(string.Create(CultureInfo.InvariantCulture, $"no answer came within {timeout.TotalSeconds:0.###} s"), mayHaveRun: true);

    public static TransportException NotConnectedInTime() =>
        new("no connection to the exchange came about in time; check the network, the firewall and the proxy", mayHaveRun: false);

    public static TransportException Closed() => new("the session was closed before the answer came", mayHaveRun: true);

    public static TransportException TooLarge() =>
        new(string.Create(CultureInfo.InvariantCulture, $"the answer is larger than {HttpTransport.LargestBody >> 20} MB"), mayHaveRun: true);

    public static TransportException Broken(IOException failure) =>
        Broken((failure as HttpIOException)?.HttpRequestError ?? HttpRequestError.Unknown, failure);

    public static TransportException Garbled() => new("the answer is not compressed in the way it says", mayHaveRun: true);

    public static TransportException From(HttpRequestException failure) => failure.HttpRequestError switch
    {
        // In these three no connection came about, so nothing was sent.
        HttpRequestError.NameResolutionError => new($"the exchange's name could not be resolved{Reason(failure)}; check the network and DNS", mayHaveRun: false),
        HttpRequestError.ConnectionError when failure.InnerException is SocketException { SocketErrorCode: SocketError.TooManyOpenSockets } => new(
            "this process has as many files and connections open as it may, so no other could be made; raise the limit (ulimit -n), or close some", mayHaveRun: false),
        HttpRequestError.ConnectionError => new($"no connection to the exchange could be made{Reason(failure)}; check the network, the firewall and the proxy", mayHaveRun: false),
        HttpRequestError.SecureConnectionError => new(
            failure.InnerException is CertificateRefusedException refused
                ? refused.Message
                : "no TLS connection of version 1.2 or later came about; check whether a proxy or a firewall stands between",
            mayHaveRun: false),
        HttpRequestError.ProxyTunnelError when WantsCredentials(failure) =>
            new("the proxy wants credentials, which Connect-HtxFutures takes as -ProxyCredential", mayHaveRun: false),
        HttpRequestError.ProxyTunnelError => new("the proxy refused to connect to the exchange", mayHaveRun: false),
        HttpRequestError error => Broken(error, failure),
    };

    private static TransportException Broken(HttpRequestError error, Exception failure) => new(
        error switch
        {
            HttpRequestError.ResponseEnded => "the connection was closed before the answer was complete",
            HttpRequestError.Unknown => $"the connection broke before the answer was complete{Reason(failure)}",
            _ => $"the connection broke before the answer was complete ({error})",
        },
        mayHaveRun: true);

    // .NET 8 leaves the status out, and tells it in the text alone.
    private static bool WantsCredentials(HttpRequestException failure) => failure.StatusCode is { } status
        ? status == HttpStatusCode.ProxyAuthenticationRequired
        : failure.Message.Contains("'407'", StringComparison.Ordinal);

    // The code alone: the text may quote the address.
    private static string Reason(Exception failure) => failure.GetBaseException() is SocketException socket ? $" ({socket.SocketErrorCode})" : "";
}
