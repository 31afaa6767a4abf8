using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HtxFutures.Redis.Tests;

/// <summary>A server that speaks TLS: its certificate is checked, and what is wrong with it is told.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("htxfutures-redis-tls-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_certificate_that_nobody_here_trusts_is_refused_and_one_of_a_trusted_issuer_is_not()
    {
        (string[] settings, int port, string certificate) = Prepare("127.0.0.1");
        await using RedisProcess redis = await RedisProcess.StartAsync(settings);
        var address = RedisAddress.Parse($"rediss://127.0.0.1:{port}");
        LedgerMediumException refusal = await RedisCells.RefusalAsync(address, "its certificate is refused (RemoteCertificateChainErrors)");
        Assert.Contains("trust who has issued it", refusal.Advice, StringComparison.Ordinal);

        // How the client is told of an issuer, where the machine's own list is not to be touched.
        Environment.SetEnvironmentVariable("SERedis_IssuerCertPath", certificate);
        try
        {
            Assert.True((await RedisCells.Open(address).WriteAsync(null, "a")).Accepted);
        }
        finally
        {
            Environment.SetEnvironmentVariable("SERedis_IssuerCertPath", null);
        }
    }

    [Fact]
    public async Task A_server_that_speaks_TLS_alone_is_no_Redis_without()
    {
        (string[] settings, int port, _) = Prepare("127.0.0.1");
        await using RedisProcess redis = await RedisProcess.StartAsync(settings);
        LedgerMediumException refusal = await RedisCells.RefusalAsync(RedisAddress.Parse($"redis://127.0.0.1:{port}"), "it closed the connection");
        Assert.Contains("rediss://", refusal.Advice, StringComparison.Ordinal);
    }

    private (string[] Settings, int Port, string Certificate) Prepare(string address)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=redis under test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string file = Path.Combine(_folder, "redis.crt"), keyFile = Path.Combine(_folder, "redis.key");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        int port = RedisProcess.FreePort();
        return (["--port", "0", "--tls-port", $"{port}", "--tls-cert-file", file, "--tls-key-file", keyFile, "--tls-ca-cert-file", file, "--tls-auth-clients", "no"], port, file);
    }
}
