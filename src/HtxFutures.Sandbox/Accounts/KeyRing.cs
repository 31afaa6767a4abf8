using System.Text;

namespace HtxFutures.Sandbox.Accounts;

/// <summary>The access keys of all accounts.</summary>
internal sealed class KeyRing
{
    private readonly Dictionary<string, Key> _keys = new(StringComparer.Ordinal);

    public void Add(string accessKey, string secretKey, SandboxAccount account)
    {
        ArgumentException.ThrowIfNullOrEmpty(accessKey);
        ArgumentException.ThrowIfNullOrEmpty(secretKey);
        if (!_keys.TryAdd(accessKey, new Key(Encoding.UTF8.GetBytes(secretKey), account)))
        {
            throw new ArgumentException("This access key exists already.", nameof(accessKey));
        }
    }

    public Key? Find(string accessKey) => _keys.GetValueOrDefault(accessKey);

    internal sealed record Key(byte[] Secret, SandboxAccount Account);
}
