using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using HtxFutures.Json;

namespace HtxFutures.Calls.Transport;

/// <summary>Says why a certificate is refused, in words that point at what is to be mended: the clock, a proxy, or the name.</summary>
internal static class CertificateRefusal
{
    /// <summary>Why a certificate is refused. Its own texts are whatever its maker wrote, and are cleaned.</summary>
    /// <param name="certificate">The certificate that was shown.</param>
    /// <param name="flags">What the framework finds wrong with its chain.</param>
    /// <param name="errors">What the framework finds wrong with it.</param>
    /// <param name="now">The local clock.</param>
    public static string Describe(X509Certificate2 certificate, X509ChainStatusFlags flags, SslPolicyErrors errors, DateTimeOffset now)
    {
        var reasons = new List<string>();
        if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            reasons.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"it is valid from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm} to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC and this machine's clock says {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC, so set the clock if that is wrong"));
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            string name = ExchangeText.Clean(certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)) ?? "no name";
            reasons.Add($"it was made for '{name}' and not for this host, so check the endpoint, DNS, and a sign-in page of the network");
        }

        X509ChainStatusFlags others = flags & ~X509ChainStatusFlags.NotTimeValid;
        if ((others & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0)
        {
            string issuer = ExchangeText.Clean(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true)) ?? "nobody it names";
            reasons.Add($"it was issued by '{issuer}', which this machine does not trust, as happens behind a proxy that breaks TLS open");
        }
        else if (others != X509ChainStatusFlags.NoError)
        {
            reasons.Add($"its chain is wrong ({others})");
        }

        return $"the certificate shown is refused: {(reasons.Count == 0 ? errors.ToString() : string.Join("; ", reasons))}";
    }
}
