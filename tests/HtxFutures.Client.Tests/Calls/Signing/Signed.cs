using System.Globalization;
using System.Text;
using HtxFutures.Calls.Signing;
using SandboxQuery = HtxFutures.Sandbox.Signing.QueryString;
using SandboxSignature = HtxFutures.Sandbox.Signing.Signature;

namespace HtxFutures.Client.Tests.Calls.Signing;

/// <summary>A signed target, taken apart; and the sandbox's opinion of it, which is code of its own.</summary>
internal sealed record Signed(string Target)
{
    private const string Prefix = "&Signature=";

    public static readonly DateTimeOffset Noon = Time("2026-01-02T03:04:05");

    /// <summary>The signature as it stands in the target.</summary>
    public string Escaped => Target[(Target.IndexOf(Prefix, StringComparison.Ordinal) + Prefix.Length)..];

    /// <summary>The signature in Base64.</summary>
    public string Signature => Uri.UnescapeDataString(Escaped);

    public static Signed Make(
        HttpMethod method, string path, QueryParameter[]? parameters = null, DateTimeOffset? timestamp = null, string host = "api.hbdm.com", HtxCredential? credential = null)
    {
        using HtxCredential? own = credential is null ? TestKeys.Credential() : null;
        return new Signed(new RequestSigner(credential ?? own!, host).Sign(method, path, parameters ?? [], timestamp ?? Noon));
    }

    public static DateTimeOffset Time(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Parameters written as <c>a=1&amp;b=2</c>, values unescaped.</summary>
    public static QueryParameter[] Parameters(string text) =>
        [.. text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => new QueryParameter(pair[0], pair[1]))];

    public bool IsAccepted(HttpMethod method, string host, string secretKey = TestKeys.SecretKey)
    {
        string[] parts = Target.Split('?', 2);
        SandboxQuery query = SandboxQuery.Parse(parts[1]);
        return SandboxSignature.Matches(query.First("Signature")!, Encoding.UTF8.GetBytes(secretKey), method.Method, host, parts[0], query);
    }
}
