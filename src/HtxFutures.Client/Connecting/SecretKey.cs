using System.Security.Cryptography;
using System.Text;

namespace HtxFutures.Connecting;

/// <summary>
/// The secret half of an API key: UTF-8 bytes in one pinned buffer, so that the collector leaves no copy behind when it
/// moves things, and zero after <see cref="Dispose"/> or, for a forgotten key, after finalization.
/// </summary>
internal sealed class SecretKey : IDisposable
{
    private readonly object _gate = new();
    private readonly byte[] _bytes;
    private bool _wiped;

    /// <param name="secret">The key as the user has it, already trimmed; not empty. The caller wipes it.</param>
    public SecretKey(ReadOnlySpan<char> secret)
    {
        _bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(secret), pinned: true);
        Encoding.UTF8.GetBytes(secret, _bytes);
    }

    ~SecretKey() => Wipe();

    /// <summary>Whether the key was wiped.</summary>
    public bool IsWiped => Volatile.Read(ref _wiped);

    /// <summary>The buffer itself, so that a test can look whether it was wiped.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Writes HMAC-SHA256(secret, message), 32 bytes, to <paramref name="mac"/>.</summary>
    /// <exception cref="ObjectDisposedException">The key was wiped.</exception>
    public void Sign(ReadOnlySpan<byte> message, Span<byte> mac)
    {
        // Under the lock, or a disconnect in another thread could wipe the key half way: a signature made of zeros.
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_wiped, this);
            HMACSHA256.HashData(_bytes, message, mac);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            Wipe();
        }

        GC.SuppressFinalize(this);
    }

    private void Wipe()
    {
        _wiped = true;
        CryptographicOperations.ZeroMemory(_bytes);
    }
}
