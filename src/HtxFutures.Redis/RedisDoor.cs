using System.Collections.Concurrent;
using HtxFutures.Calls.Sharing;

namespace HtxFutures.Redis;

/// <summary>What the module makes of this assembly: the only type that it names.</summary>
internal sealed class RedisDoor : IRedisDoor
{
    private readonly ConcurrentDictionary<RedisAddress, RedisLink> _links = new();

    /// <inheritdoc/>
    public ILedgerMedia Open(RedisAddress address) =>
        new RedisMedia(_links.GetOrAdd(address, static address => new RedisLink(address, TimeProvider.System)));
}
