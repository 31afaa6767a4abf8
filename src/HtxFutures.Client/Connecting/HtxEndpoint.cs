using System.Globalization;
using System.Net;

namespace HtxFutures;

/// <summary>Where the exchange is reached: its address and the short name it goes by, if it has one.</summary>
public sealed class HtxEndpoint
{
    private HtxEndpoint(string name, Uri address)
    {
        Name = name;
        Address = address;
    }

    /// <summary><c>https://api.hbdm.com</c>, the general address (facts 0).</summary>
    public static HtxEndpoint Global { get; } = new("Global", new Uri("https://api.hbdm.com"));

    /// <summary><c>https://api.hbdm.vn</c>, offered to customers who run at AWS (facts 0).</summary>
    public static HtxEndpoint Aws { get; } = new("Aws", new Uri("https://api.hbdm.vn"));

    /// <summary>The addresses that have a short name.</summary>
    public static IReadOnlyList<HtxEndpoint> Named { get; } = [Global, Aws];

    /// <summary>The short name, or the address where there is none.</summary>
    public string Name { get; }

    /// <summary>Scheme, host and port; never a path, a query or user information.</summary>
    public Uri Address { get; }

    /// <summary>The host that a signature is made for unless told otherwise: the request's host without a port, lower case, in ASCII form (facts 1.2).</summary>
    internal string Host => HostOf(Address);

    /// <summary>What tells one exchange from another: the host, and the port where it is not the usual one.</summary>
    internal string Authority => Address.IsDefaultPort ? Host : $"{Host}:{Address.Port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The host with its port, for messages about connections.</summary>
    internal string HostAndPort => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Address.Port}");

    /// <summary>Whether requests stay on this machine; only then is plain http allowed.</summary>
    internal bool IsLoopback => Address.IsLoopback;

    /// <summary>Reads a short name or an absolute address.</summary>
    /// <param name="text"><c>Global</c>, <c>Aws</c> (in any case), an https address, or an http address of this machine.</param>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: the text is none of these; the message says what is wrong and what is allowed.</exception>
    public static HtxEndpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        foreach (HtxEndpoint named in Named)
        {
            if (string.Equals(named.Name, trimmed, StringComparison.OrdinalIgnoreCase))
            {
                return named;
            }
        }

        if (!Uri.TryCreate(trimmed, UriKind.Absolute, out Uri? address) || address.Host.Length == 0)
        {
            throw Refused(WithoutSecrets(trimmed), "it is neither a known name nor an absolute address");
        }

        Check(text, address);
        Uri bare = Bare(address);
        return Named.FirstOrDefault(named => named.Address == bare) ?? new HtxEndpoint(Shown(bare), bare);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>A host in the form that is sent: lower case and ASCII, IPv6 in brackets as in the Host header, and without the dot that a full name may end with.</summary>
    internal static string HostOf(Uri address) =>
        (address.HostNameType == UriHostNameType.IPv6 ? address.Host : address.IdnHost).ToLowerInvariant().TrimEnd('.');

    // The host in ASCII form: one letter of another alphabet looks like ours, and is shown as what it is.
    private static Uri Bare(Uri address) => new(string.Create(
        CultureInfo.InvariantCulture, $"{address.Scheme}://{HostOf(address)}{(address.IsDefaultPort ? "" : $":{address.Port}")}"));

    private static void Check(string text, Uri address)
    {
        // User information comes first: its text may hold a password, which no message may repeat.
        if (address.UserInfo.Length > 0)
        {
            throw Refused($"{address.Scheme}://***@{Bare(address).Authority}", "it holds user information, and keys are given as a credential alone");
        }

        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
        {
            throw Refused(WithoutSecrets(text), $"its scheme is {address.Scheme}");
        }

        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
        {
            throw Refused(Shown(address), "plain http is allowed to this machine only, since orders and keys would travel in the open");
        }

        if (address.AbsolutePath != "/" || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw Refused(Shown(address) + "/…", "it holds a path, a query or a fragment; give scheme and host alone");
        }
    }

    private static string Shown(Uri address) => Bare(address).AbsoluteUri.TrimEnd('/');

    /// <summary>A text that was to be an address, fit to be shown: what stands before an @ may be a password, what stands after a ? may be signed.</summary>
    internal static string WithoutSecrets(string text)
    {
        int at = text.LastIndexOf('@');
        string rest = at < 0 ? text : $"***{text[at..]}";
        int query = rest.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? rest : $"{rest[..query]}?…";
    }

    private static HtxException Refused(string text, string why) => new(HtxErrorKind.InvalidParameter, $"The endpoint '{text}' is refused: {why}.")
    {
        Advice = $"Use {string.Join(", ", Named.Select(named => $"{named.Name} ({named.Address.GetLeftPart(UriPartial.Authority)})"))}, an https address, or an http address of this machine ({IPAddress.Loopback}, localhost).",
    };
}
