using System.Globalization;
using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Signing;

namespace HtxFutures.Sandbox.Accounts;

/// <summary>Decides whose a private request is and whether it may be believed (facts 1, 3.2).</summary>
internal sealed class Authenticator(KeyRing keys, SandboxOptions options, ExchangeClock clock)
{
    /// <summary>Which account the access key belongs to, null when to none, and <see cref="ReplyCode.Success"/> or what is wrong.</summary>
    public (SandboxAccount? Account, int Code) Authenticate(SandboxRequest request, QueryString query)
    {
        if (query.First("AccessKeyId") is not { Length: > 0 } accessKey || keys.Find(accessKey) is not { } key)
        {
            return (null, ReplyCode.WrongAccessKey);
        }

        int code = CheckParameters(query);
        if (code == ReplyCode.Success)
        {
            code = CheckAccount(key.Account);
        }

        if (code == ReplyCode.Success && !IsSignedBy(key, request, query))
        {
            code = ReplyCode.VerificationFailed;
        }

        return (key.Account, code);
    }

    private int CheckParameters(QueryString query)
    {
        // Ed25519 is the other method that the exchange knows (facts 1.5); the sandbox has no such keys.
        if (query.First("SignatureMethod") != "HmacSHA256")
        {
            return ReplyCode.WrongSignatureMethod;
        }

        if (query.First("SignatureVersion") != "2")
        {
            return ReplyCode.WrongSignatureVersion;
        }

        if (query.First("Timestamp") is not { Length: > 0 } timestamp)
        {
            return ReplyCode.MissingTimestamp;
        }

        return IsTimely(timestamp) ? ReplyCode.Success : ReplyCode.WrongTimestamp;
    }

    private bool IsTimely(string timestamp) =>
        DateTimeOffset.TryParseExact(
            timestamp,
            "yyyy-MM-dd'T'HH:mm:ss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset sentAt)
        && (clock.Now - sentAt).Duration() <= options.TimestampTolerance;

    private static int CheckAccount(SandboxAccount account)
    {
        if (account.Locked)
        {
            return ReplyCode.AccountLocked;
        }

        return account.AddressAllowed ? ReplyCode.Success : ReplyCode.AddressNotAllowed;
    }

    private bool IsSignedBy(KeyRing.Key key, SandboxRequest request, QueryString query)
    {
        if (query.First("Signature") is not { Length: > 0 } signature)
        {
            return false;
        }

        IEnumerable<string> hosts = options.AcceptedHosts.Count > 0
            ? options.AcceptedHosts
            : [WithoutPort(request.Host).ToLowerInvariant()];
        return hosts.Any(host =>
            Signature.Matches(signature, key.Secret, request.Method, host, request.Path, query));
    }

    private static string WithoutPort(string host)
    {
        int colon = host.LastIndexOf(':');
        bool isAddressInBrackets = colon >= 0 && host.IndexOf(']', colon) >= 0;
        return colon < 0 || isAddressInBrackets ? host : host[..colon];
    }
}
