using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HtxFutures.LoopbackExchange;

/// <summary>A certificate for this machine, signed by its own key, made anew each time: whoever is to trust it takes it for a root.</summary>
public static class LoopbackCertificate
{
    /// <summary>Makes one that is valid today.</summary>
    /// <param name="name">The name that it is for, beside this machine's address.</param>
    public static X509Certificate2 Create(string name = "localhost")
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));

        // Windows takes no key that lives in memory alone.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
