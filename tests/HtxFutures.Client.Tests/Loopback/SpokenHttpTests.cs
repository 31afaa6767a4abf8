using System.Security.Cryptography.X509Certificates;
using HtxFutures.Connecting;
using HtxFutures.LoopbackExchange;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>What is spoken with a server whose certificate is trusted, and that trust in a test's root is no looser than any.</summary>
public sealed class SpokenHttpTests : IDisposable
{
    private readonly X509Certificate2 _certificate = LoopbackCertificate.Create();

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public async Task Http_1_1_is_spoken_with_one_that_offers_both()
    {
        await using var server = new TlsServer(X509CertificateLoader.LoadPkcs12(_certificate.Export(X509ContentType.Pfx), null));
        await ConnectAsync(server, _certificate);
        Assert.StartsWith("GET /api/v1/timestamp HTTP/1.1\r\n", server.FirstHeard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_root_than_the_trusted_one_is_refused()
    {
        using X509Certificate2 trusted = LoopbackCertificate.Create();
        await using var server = new TlsServer(X509CertificateLoader.LoadPkcs12(_certificate.Export(X509ContentType.Pfx), null));
        Assert.Contains("which this machine does not trust", (await ConnectAsync(server, trusted)).Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Heard);
    }

    [Fact]
    public async Task A_trusted_root_does_not_make_up_for_the_name()
    {
        X509Certificate2 other = TlsServer.SelfSigned("api.hbdm.com", DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var server = new TlsServer(other);
        Assert.Contains("made for 'api.hbdm.com' and not for this host", (await ConnectAsync(server, other)).Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Heard);
    }

    [Fact]
    public async Task One_who_trusts_the_systems_roots_gets_no_connection_of_one_who_trusts_another()
    {
        await using ExchangeBehindTls exchange = await ExchangeBehindTls.StartAsync(orders: 1);
        using HtxFuturesClient trusting = await exchange.ConnectAsync(TimeSpan.FromSeconds(10));
        HtxException failure = await Assert.ThrowsAsync<HtxException>(() => HtxFuturesClient.ConnectAsync(
            TestConnection.To(trusting.Endpoint.Name),
            TestContext.Current.CancellationToken));
        Assert.Contains("which this machine does not trust", failure.Message, StringComparison.Ordinal);
    }

    private static Task<HtxException> ConnectAsync(TlsServer server, X509Certificate2 trusted) => Assert.ThrowsAsync<HtxException>(() => HtxFuturesClient.ConnectAsync(
        TestConnection.To(server.Address) with { Network = NetworkSettings.Usual with { TrustedRoot = trusted } },
        TestContext.Current.CancellationToken));
}
