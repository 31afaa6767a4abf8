using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using HtxFutures.Connecting;

namespace HtxFutures;

/// <summary>
/// An API key pair. The access key is shown only masked; the secret key cannot be read back and is wiped by
/// <see cref="Dispose"/>. Blanks, line ends and invisible characters around either key are removed: they come with
/// pasted keys and are a listed cause of refused signatures (facts 1.1).
/// </summary>
public sealed class HtxCredential : IDisposable
{
    private HtxCredential(string accessKey, SecretKey secret, bool wasTrimmed)
    {
        AccessKey = accessKey;
        Secret = secret;
        WasTrimmed = wasTrimmed;
    }

    /// <summary>The access key with all but its first and last four characters hidden; wholly hidden when it has fewer than twelve.</summary>
    public string MaskedAccessKey => Mask(AccessKey);

    /// <summary>Whether blanks or invisible characters around one of the keys were removed.</summary>
    public bool WasTrimmed { get; }

    internal string AccessKey { get; }

    internal SecretKey Secret { get; }

    internal bool IsWiped => Secret.IsWiped;

    /// <summary>Takes the keys as a person typed or stored them.</summary>
    /// <param name="accessKey">The access key.</param>
    /// <param name="secretKey">The secret key; not kept, the caller still owns it.</param>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: a key is empty, or the access key holds characters that no key has.</exception>
    public static HtxCredential Create(string accessKey, SecureString secretKey)
    {
        ArgumentNullException.ThrowIfNull(secretKey);
        IntPtr plain = Plain(secretKey, out int length);
        char[] characters = GC.AllocateUninitializedArray<char>(length, pinned: true);
        try
        {
            Marshal.Copy(plain, characters, 0, characters.Length);
            return Create(accessKey, characters);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(plain);
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(characters.AsSpan()));
        }
    }

    /// <summary>Takes the secret from memory that the caller owns and should wipe.</summary>
    /// <inheritdoc cref="Create(string, SecureString)"/>
    public static HtxCredential Create(string accessKey, ReadOnlySpan<char> secretKey)
    {
        ArgumentNullException.ThrowIfNull(accessKey);
        ReadOnlySpan<char> access = Trim(accessKey);
        ReadOnlySpan<char> secret = Trim(secretKey);
        if (access.IsEmpty)
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, "The access key is empty.")
            {
                Advice = "Give it as HTX shows it under API Management.",
            };
        }

        if (secret.IsEmpty)
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, "The secret key is empty.")
            {
                Advice = "HTX shows it once, when the key is made; a lost one needs a new key.",
            };
        }

        if (access.ContainsAnyExceptInRange('!', '~'))
        {
            throw new HtxException(
                HtxErrorKind.InvalidParameter, $"The access key '{Mask(access.ToString())}' holds a blank, a control character or a letter outside ASCII.")
            {
                Advice = "Copy it again from API Management.",
            };
        }

        bool trimmed = access.Length != accessKey.Length || secret.Length != secretKey.Length;
        return new HtxCredential(access.ToString(), new SecretKey(secret), trimmed);
    }

    /// <summary>The masked access key.</summary>
    public override string ToString() => MaskedAccessKey;

    /// <summary>Wipes the secret key. Requests signed with it from now on fail with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose() => Secret.Dispose();

    /// <summary>A name for the account that is the same for every session of this key on one host, and tells nothing of the key.</summary>
    internal string Fingerprint() => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(AccessKey)).AsSpan(0, 8));

    /// <summary>A name for the account on a host that all who have the same key pair make alike, and nobody else: it is signed with the secret key.</summary>
    /// <param name="host">The host.</param>
    internal string LedgerName(string host)
    {
        Span<byte> mac = stackalloc byte[32];
        Secret.Sign(Encoding.UTF8.GetBytes($"HtxFutures ledger\n{host}\n{AccessKey}"), mac);
        return Convert.ToHexString(mac[..16]).ToLowerInvariant();
    }

    private static IntPtr Plain(SecureString secretKey, out int length)
    {
        try
        {
            length = secretKey.Length;
            return Marshal.SecureStringToGlobalAllocUnicode(secretKey);
        }
        catch (ObjectDisposedException)
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, "The secure string of the secret key was disposed before.")
            {
                Advice = "Give a new one: one that was disposed holds nothing any more.",
            };
        }
    }

    private static string Mask(string key) => key.Length < 12 ? "****" : $"{key.AsSpan(0, 4)}****{key.AsSpan(key.Length - 4)}";

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> key)
    {
        int start = 0;
        int end = key.Length;
        while (start < end && IsInvisible(key[start]))
        {
            start++;
        }

        while (end > start && IsInvisible(key[end - 1]))
        {
            end--;
        }

        return key[start..end];
    }

    private static bool IsInvisible(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format;
}
