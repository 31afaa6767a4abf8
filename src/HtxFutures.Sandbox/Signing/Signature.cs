using System.Security.Cryptography;
using System.Text;

namespace HtxFutures.Sandbox.Signing;

/// <summary>HMAC-SHA256 over the canonical string, as Base64 (facts 1.1). Written apart from any client's signer on purpose.</summary>
internal static class Signature
{
    public static bool Matches(
        string signature, byte[] secret, string method, string host, string path, QueryString query)
    {
        string canonical = $"{method}\n{host}\n{path}\n{query.Canonical()}";
        byte[] mac = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(canonical));
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Convert.ToBase64String(mac)), Encoding.UTF8.GetBytes(signature));
    }
}
