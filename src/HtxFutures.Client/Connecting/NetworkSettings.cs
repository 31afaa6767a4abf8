using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace HtxFutures.Connecting;

/// <summary>What the network is to a session. Nobody but a test has another than <see cref="Usual"/>.</summary>
internal sealed record NetworkSettings
{
    public static NetworkSettings Usual { get; } = new();

    /// <summary>Finds the addresses of a name.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>The one root that certificates are checked against, as strictly as any; null for those that the system trusts.</summary>
    public X509Certificate2? TrustedRoot { get; init; }

    /// <summary>How long a connection is used, so that a change of address is seen.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(2);
}
