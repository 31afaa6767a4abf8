using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>A server that shows a certificate, offers HTTP/1.1 and HTTP/2, notes what it gets to hear, and never answers.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly Task _serving;
    private int _heard;

    public TlsServer(X509Certificate2 certificate)
    {
        _certificate = certificate;
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address => $"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Bytes of requests that came through.</summary>
    public int Heard => Volatile.Read(ref _heard);

    /// <summary>The first of them.</summary>
    public string FirstHeard { get; private set; } = "";

    /// <summary>A certificate that was signed by its own key.</summary>
    public static X509Certificate2 SelfSigned(string name, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(new X500DistinguishedName($"CN=\"{name}\""), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 made = request.CreateSelfSigned(from, until);

        // Windows takes no key that lives in memory alone.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _certificate.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                await using var secured = new SslStream(new NetworkStream(socket));
                await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
                {
                    ServerCertificate = _certificate,
                    ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
                });
                byte[] buffer = new byte[1024];
                int count = await secured.ReadAsync(buffer, _stop.Token);
                if (Interlocked.Add(ref _heard, count) == count)
                {
                    FirstHeard = Encoding.ASCII.GetString(buffer, 0, count);
                }
            }
            catch (Exception failure) when (failure is OperationCanceledException or SocketException or IOException or System.Security.Authentication.AuthenticationException or InvalidOperationException)
            {
                // The client hung up, as it should, or the test is over.
            }
        }
    }
}
