using System.Globalization;

namespace HtxFutures.Calls.Signing;

/// <summary>The host that a signature is made for, where the user names it (facts 1.2).</summary>
internal static class SigningHost
{
    /// <summary>Reads a host, with a port or without: lower case, in ASCII form.</summary>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: it is no host.</exception>
    public static string Parse(string text)
    {
        string trimmed = text.Trim();
        return Uri.TryCreate($"https://{trimmed}", UriKind.Absolute, out Uri? address)
            && address.UserInfo.Length == 0
            && address.PathAndQuery == "/"
            && address.Fragment.Length == 0
            && !trimmed.EndsWith('/')
                ? WithPort(HtxEndpoint.HostOf(address), trimmed)
                : throw new HtxException(HtxErrorKind.InvalidParameter, $"The signing host '{HtxEndpoint.WithoutSecrets(trimmed)}' is refused: it is no host.")
                {
                    Advice = "Give the host alone, without scheme and path, such as api.hbdm.com. It is only needed behind a proxy that changes the host, and in colocation.",
                };
    }

    // A port is signed only where it is written, also the usual one (facts 1.2).
    private static string WithPort(string host, string text)
    {
        int colon = text.LastIndexOf(':');
        bool hasPort = colon > text.LastIndexOf(']') && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return hasPort ? host + text[colon..] : host;
    }
}
