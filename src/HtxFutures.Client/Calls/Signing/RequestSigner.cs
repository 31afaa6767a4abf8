using System.Buffers.Text;
using System.Globalization;
using System.Text;
using HtxFutures.Connecting;

namespace HtxFutures.Calls.Signing;

/// <summary>
/// Turns a request into its signed target. The canonical string is <c>METHOD LF host LF path LF query</c>, the query
/// sorted by ordinal name and percent-encoded after RFC 3986; its HMAC-SHA256, in Base64, becomes the parameter
/// <c>Signature</c> (facts 1.1). A POST signs the authentication parameters alone: its body is not signed.
/// </summary>
internal sealed class RequestSigner
{
    private const string SignaturePrefix = "&Signature=";
    private const int MacLength = 32;

    // A Base64 MAC has 44 characters; each may need three when escaped.
    private const int LongestSignature = 44 * 3;

    private readonly SecretKey _secret;
    private readonly byte[] _host;
    private readonly byte[] _authentication;

    /// <param name="credential">The key pair; owned by the caller.</param>
    /// <param name="host">The host to sign for, as it stands in the canonical string.</param>
    public RequestSigner(HtxCredential credential, string host)
    {
        _secret = credential.Secret;
        _host = Encoding.ASCII.GetBytes(host.ToLowerInvariant());
        _authentication = Encoding.ASCII.GetBytes(
            $"AccessKeyId={Uri.EscapeDataString(credential.AccessKey)}&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=");
    }

    /// <summary>The path and query to request, signature included. It is a secret of the moment: never log it.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">The path as it is requested, from its leading slash.</param>
    /// <param name="parameters">The parameters of a GET, sorted by ordinal name; none for a POST.</param>
    /// <param name="timestamp">The exchange's time; valid for five minutes (facts 1.3).</param>
    /// <exception cref="ObjectDisposedException">The secret was wiped.</exception>
    public string Sign(HttpMethod method, string path, ReadOnlySpan<QueryParameter> parameters, DateTimeOffset timestamp)
    {
        int bound = CanonicalBound(method, path, parameters);
        Span<byte> canonical = bound <= 1024 ? stackalloc byte[1024] : new byte[bound];

        var writer = new AsciiWriter(canonical);
        writer.Write(method.Method);
        writer.Write((byte)'\n');
        writer.Write(_host);
        writer.Write((byte)'\n');
        writer.Write(path);
        writer.Write((byte)'\n');
        int queryStart = writer.Length;
        WriteQuery(ref writer, parameters, timestamp);

        return Target(path, writer.Written, queryStart);
    }

    private void WriteQuery(ref AsciiWriter writer, ReadOnlySpan<QueryParameter> parameters, DateTimeOffset timestamp)
    {
        writer.Write(_authentication);
        Span<char> time = stackalloc char[19];
        timestamp.UtcDateTime.TryFormat(time, out _, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        foreach (char c in time)
        {
            if (c == ':')
            {
                writer.Write("%3A");
            }
            else
            {
                writer.Write((byte)c);
            }
        }

        // Upper case sorts before lower case, so the authentication parameters come first, whatever follows.
        string previous = "Timestamp";
        foreach (QueryParameter parameter in parameters)
        {
            if (string.CompareOrdinal(previous, parameter.Name) >= 0)
            {
                throw new ArgumentException($"The parameter '{parameter.Name}' is out of ordinal order.", nameof(parameters));
            }

            previous = parameter.Name;
            writer.Write((byte)'&');
            writer.Write(parameter.Name);
            writer.Write((byte)'=');
            writer.Write(Uri.EscapeDataString(parameter.Value));
        }
    }

    private string Target(string path, ReadOnlySpan<byte> canonical, int queryStart)
    {
        Span<byte> mac = stackalloc byte[MacLength];
        _secret.Sign(canonical, mac);
        Span<byte> signature = stackalloc byte[44];
        Base64.EncodeToUtf8(mac, signature, out _, out _);

        ReadOnlySpan<byte> query = canonical[queryStart..];
        int bound = path.Length + 1 + query.Length + SignaturePrefix.Length + LongestSignature;
        Span<byte> target = bound <= 1024 ? stackalloc byte[1024] : new byte[bound];
        var writer = new AsciiWriter(target);
        writer.Write(path);
        writer.Write((byte)'?');
        writer.Write(query);
        writer.Write(SignaturePrefix);
        foreach (byte b in signature)
        {
            switch (b)
            {
                // About half of all signatures hold a '+'; unescaped, the exchange reads it as a blank (facts 1.1).
                case (byte)'+': writer.Write("%2B"); break;
                case (byte)'/': writer.Write("%2F"); break;
                case (byte)'=': writer.Write("%3D"); break;
                default: writer.Write(b); break;
            }
        }

        return Encoding.ASCII.GetString(writer.Written);
    }

    private int CanonicalBound(HttpMethod method, string path, ReadOnlySpan<QueryParameter> parameters)
    {
        const int timestamp = 23;
        int bound = method.Method.Length + _host.Length + path.Length + 3 + _authentication.Length + timestamp;
        foreach (QueryParameter parameter in parameters)
        {
            // One UTF-16 character becomes at most three UTF-8 bytes, each escaped to three.
            bound += parameter.Name.Length + 2 + (parameter.Value.Length * 9);
        }

        return bound;
    }
}
