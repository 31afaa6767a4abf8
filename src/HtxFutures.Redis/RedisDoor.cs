using System.Collections.Concurrent;
using HtxFutures.Calls.Sharing;

namespace HtxFutures.Redis;

/// <summary>What the module makes of this assembly: the only type that it names.</summary>
internal sealed class RedisDoor : IRedisDoor
{
    private readonly ConcurrentDictionary<RedisAddress, RedisMedia> _media = new();

    /// <inheritdoc/>
    public ILedgerMedia Open(RedisAddress address) =>
        _media.GetOrAdd(address, static address => new RedisMedia(new RedisLink(address, TimeProvider.System)));
}
