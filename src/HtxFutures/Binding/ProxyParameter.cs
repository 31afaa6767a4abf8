using System.Management.Automation;
using System.Net;

namespace HtxFutures.Binding;

/// <summary>The proxy that a user names, and what it may be told.</summary>
internal static class ProxyParameter
{
    private static readonly string[] s_schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <summary>Makes the proxy. It is given no credentials but those that were given for it.</summary>
    /// <returns>Null where the system's is meant.</returns>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: it is no proxy's address.</exception>
    public static WebProxy? Parse(Uri? address, PSCredential? credential)
    {
        if (address is null)
        {
            return credential is null ? null : throw Refused("-ProxyCredential was given without -Proxy", "Name the proxy it is meant for: -Proxy http://proxy.example:3128.");
        }

        if (!address.IsAbsoluteUri || !s_schemes.Contains(address.Scheme))
        {
            throw Refused($"The proxy '{HtxEndpoint.WithoutSecrets(address.OriginalString)}' is refused: it is no address of a proxy", $"Give scheme and host, such as http://proxy.example:3128. Schemes: {string.Join(", ", s_schemes)}.");
        }

        // What was typed on a command line stays in its history.
        return address.UserInfo.Length == 0
            ? new WebProxy(address) { Credentials = credential?.GetNetworkCredential() }
            : throw Refused($"The proxy '{address.Scheme}://***@{address.Authority}' is refused: it holds user information", "Give it as -ProxyCredential.");
    }

    private static HtxException Refused(string message, string advice) => new(HtxErrorKind.InvalidParameter, message + ".") { Advice = advice };
}
