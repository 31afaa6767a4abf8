using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using HtxFutures.Calls.Transport;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>What cannot be trusted gets no request, and the user is told what to mend: the clock, a proxy, or the name.</summary>
public sealed class CertificateTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("localhost", -1, 1, "issued by 'localhost', which this machine does not trust")]
    [InlineData("localhost", -2, -1, "set the clock if that is wrong")]
    [InlineData("api.hbdm.com", -1, 1, "made for 'api.hbdm.com' and not for this host")]
    [InlineData("Evil\u202e\u0007 Proxy CA", -1, 1, "issued by 'Evil Proxy CA'")]
    public async Task A_certificate_that_is_refused_gets_no_request_and_a_reason(string name, int fromDays, int untilDays, string reason)
    {
        DateTimeOffset today = DateTimeOffset.UtcNow;
        await using var server = new TlsServer(TlsServer.SelfSigned(name, today.AddDays(fromDays), today.AddDays(untilDays)));
        HtxException failure = await Assert.ThrowsAsync<HtxException>(() => HtxFuturesClient.ConnectAsync(
            TestConnection.To(server.Address) with { RequestTimeout = TimeSpan.FromSeconds(30) },
            TestContext.Current.CancellationToken));

        Assert.Equal(HtxErrorKind.NetworkError, failure.Kind);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Heard);
        SecretSearch.AssertCleanObject(failure);
    }

    [Theory]
    [InlineData(X509ChainStatusFlags.NotTimeValid, SslPolicyErrors.RemoteCertificateChainErrors, "this machine's clock says 2026-11-24 12:00 UTC")]
    [InlineData(X509ChainStatusFlags.PartialChain, SslPolicyErrors.RemoteCertificateChainErrors, "a proxy that breaks TLS open")]
    [InlineData(X509ChainStatusFlags.Revoked, SslPolicyErrors.RemoteCertificateChainErrors, "its chain is wrong (Revoked)")]
    [InlineData(X509ChainStatusFlags.NoError, SslPolicyErrors.RemoteCertificateNameMismatch, "was made for 'test'")]
    public void Each_reason_is_named_alone(X509ChainStatusFlags flags, SslPolicyErrors errors, string reason)
    {
        using X509Certificate2 certificate = TlsServer.SelfSigned("test", s_now.AddDays(-1), s_now.AddDays(1));
        string text = CertificateRefusal.Describe(certificate, flags, errors, s_now);
        Assert.Contains(reason, text, StringComparison.Ordinal);
        Assert.DoesNotContain(';', text);
    }

    [Fact]
    public void Nothing_older_than_tls_1_2_is_spoken() =>
        Assert.Equal(SslProtocols.Tls12 | SslProtocols.Tls13, new TlsWatch(TimeProvider.System).Options().EnabledSslProtocols);
}
