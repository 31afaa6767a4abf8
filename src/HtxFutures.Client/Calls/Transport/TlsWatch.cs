using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace HtxFutures.Calls.Transport;

/// <summary>
/// Looks on while connections are secured. It accepts what the framework accepts and nothing else; of what is refused
/// it says why, since "the certificate is invalid" does not tell a wrong clock from a proxy that breaks TLS open.
/// </summary>
internal sealed class TlsWatch(TimeProvider time)
{
    /// <summary>What is known of the newest connection, for people; null before the first, or where there is no TLS.</summary>
    public string? Newest { get; private set; }

    /// <summary>How connections are secured.</summary>
    /// <param name="trustedRoot">The one root to trust; null for those that the system trusts.</param>
    public SslClientAuthenticationOptions Options(X509Certificate2? trustedRoot = null) => new()
    {
        // Not left to the system: one that still speaks older versions must not do so with an exchange.
#pragma warning disable CA5398 // hard-coded on purpose
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
#pragma warning restore CA5398
        RemoteCertificateValidationCallback = Validate,
        CertificateChainPolicy = trustedRoot is null ? null : new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { trustedRoot },
            RevocationMode = X509RevocationMode.NoCheck, // as the framework has it where it is not told otherwise
        },
    };

    /// <summary>Takes note of a connection that was secured.</summary>
    public void Note(Stream stream)
    {
        if (stream is SslStream { RemoteCertificate: { } certificate } secured)
        {
            using var read = new X509Certificate2(certificate);
            Newest = string.Create(
                CultureInfo.InvariantCulture,
                $"{secured.SslProtocol.ToString().Replace("Tls1", "TLS 1.", StringComparison.Ordinal)}, certificate valid until {read.NotAfter.ToUniversalTime():yyyy-MM-dd}");
        }
    }

    private bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (certificate is null)
        {
            throw new CertificateRefusedException("what answers at the exchange's address shows no certificate");
        }

        X509ChainStatusFlags flags = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status) ?? X509ChainStatusFlags.NoError;
        using var read = new X509Certificate2(certificate);
        throw new CertificateRefusedException(CertificateRefusal.Describe(read, flags, errors, time.GetUtcNow()));
    }
}
