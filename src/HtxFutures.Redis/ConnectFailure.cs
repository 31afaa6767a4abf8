using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using HtxFutures.Calls.Sharing;
using StackExchange.Redis;

namespace HtxFutures.Redis;

/// <summary>Why a server could not be connected to.</summary>
/// <param name="Causes">What was thrown, from the outside in.</param>
/// <param name="Stage">How far it came.</param>
/// <param name="CertificateErrors">What was wrong with its certificate.</param>
internal sealed record ConnectFailure(IReadOnlyList<Exception> Causes, ConnectionAttemptStage Stage, SslPolicyErrors CertificateErrors)
{
    /// <summary>In words for people. What the client says is not passed on: it may hold names and addresses, and its exceptions stay in its load context.</summary>
    public LedgerMediumException Tell(RedisAddress address) =>
        Causes.OfType<LedgerMediumException>().FirstOrDefault()
        ?? Certificate()
        ?? Causes.Select(cause => ServerRefusal.Find(cause.Message, address)).FirstOrDefault(refusal => refusal is not null)
        ?? Causes.OfType<SocketException>().Select(cause => Network(cause.SocketErrorCode)).FirstOrDefault()
        ?? Speech(address)
        ?? NotYet(address);

    /// <summary>It has neither let itself be connected to nor refused.</summary>
    public static LedgerMediumException NotYet(RedisAddress address) => new("it does not answer") { Advice = address.UseTls ? WithoutTls : null };

    private const string WithoutTls = "Where the server speaks no TLS, the address begins with redis://; where it does, TLS often has a port of its own.";
    private const string WithTls = "Look at host and port. Where the server speaks TLS, the address begins with rediss://.";

    private LedgerMediumException? Certificate() => CertificateErrors == SslPolicyErrors.None ? null : new($"its certificate is refused ({CertificateErrors})")
    {
        Advice = "Name the server as its certificate does, and let this machine trust who has issued it.",
    };

    private static LedgerMediumException Network(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => new("its name is not known")
        {
            Advice = "Look whether the host is spelled right, and known to this machine's name service.",
        },
        SocketError.ConnectionRefused => new("nothing listens there"),
        SocketError.ConnectionReset or SocketError.ConnectionAborted => new("it closed the connection") { Advice = WithTls },
        _ => new($"it cannot be reached ({error})"),
    };

    private LedgerMediumException? Speech(RedisAddress address) => Stage switch
    {
        _ when Causes.Any(cause => cause is AuthenticationException) => new("it does not speak TLS") { Advice = WithoutTls },
        ConnectionAttemptStage.Tls => new("it does not speak TLS") { Advice = WithoutTls },
        // A connection that was closed, or an answer in another language.
        ConnectionAttemptStage.Handshake when !Causes.Any(cause => cause is TimeoutException) => new("what answers there is no Redis") { Advice = address.UseTls ? WithoutTls : WithTls },
        _ => null,
    };
}
