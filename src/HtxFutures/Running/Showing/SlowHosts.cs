using System.Management.Automation.Host;
using System.Runtime.CompilerServices;

namespace HtxFutures.Running.Showing;

/// <summary>
/// The hosts that were seen to take long over a progress record. A terminal that answers no query for its cursor may take
/// seconds, and the thread that draws is the one that feeds orders.
/// </summary>
internal static class SlowHosts
{
    /// <summary>What a record may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    private static readonly ConditionalWeakTable<PSHost, object> s_hosts = [];

    public static bool Contains(PSHost host) => s_hosts.TryGetValue(host, out _);

    public static void Add(PSHost host) => s_hosts.AddOrUpdate(host, host);
}
