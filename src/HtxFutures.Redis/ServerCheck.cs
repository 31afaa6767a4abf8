using HtxFutures.Calls.Sharing;

namespace HtxFutures.Redis;

/// <summary>Whether a server can hold a budget: it has to know how, to take what is written, and to keep it.</summary>
internal static class ServerCheck
{
    private static readonly Version s_oldest = new(6, 2);

    /// <exception cref="LedgerMediumException">It cannot.</exception>
    public static void Require(ServerFacts facts)
    {
        if (facts.Version is { } version && version < s_oldest)
        {
            throw new LedgerMediumException($"it is Redis {version}, which is too old to share a budget") { Advice = ServerRefusal.Fit };
        }

        if (facts.IsCluster)
        {
            throw ServerRefusal.Cluster();
        }

        if (facts.IsReplica)
        {
            throw ServerRefusal.ReadOnly(facts.Primary);
        }

        // Keys that expire are what "volatile" policies take; the budget's is kept for ever there.
        if (facts.Eviction is { } policy && policy.StartsWith("allkeys", StringComparison.Ordinal))
        {
            throw new LedgerMediumException($"it takes keys away when its memory is full (maxmemory-policy {policy}), and with them what has been granted")
            {
                Advice = "Name a Redis that keeps its keys: CONFIG SET maxmemory-policy noeviction, or volatile-lru.",
            };
        }
    }
}
