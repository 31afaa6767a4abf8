using System.Globalization;

namespace HtxFutures.Redis;

/// <summary>What a server says of itself (INFO). What it does not say is null.</summary>
internal sealed class ServerFacts
{
    private readonly Dictionary<string, string> _facts = new(StringComparer.Ordinal);

    public ServerFacts(params ReadOnlySpan<string> sections)
    {
        foreach (string section in sections)
        {
            foreach (string line in section.Split('\n', StringSplitOptions.TrimEntries))
            {
                if (line.Split(':', 2) is [var name, var value])
                {
                    _facts[name] = value;
                }
            }
        }
    }

    /// <summary>The version of Redis that it is, or that it says to be like (Valkey, Garnet).</summary>
    public Version? Version => Version.TryParse(this["redis_version"], out Version? version) ? version : null;

    /// <summary>Whether it only follows another one.</summary>
    public bool IsReplica => this["role"] == "slave";

    /// <summary>Whom it follows; null where that is nobody.</summary>
    public string? Primary => this["master_host"] is { } host ? $"{host}:{this["master_port"]}" : null;

    /// <summary>Whether it is one of several that have the keys divided among them.</summary>
    public bool IsCluster => this["redis_mode"] == "cluster" || this["cluster_enabled"] == "1";

    /// <summary>Whether it may take keys away when its memory is full, and which: all, or those that expire.</summary>
    public string? Eviction => HasLimit && this["maxmemory_policy"] is { } policy && policy != "noeviction" ? policy : null;

    private bool HasLimit => long.TryParse(this["maxmemory"], NumberStyles.None, CultureInfo.InvariantCulture, out long limit) && limit > 0;

    private string? this[string name] => _facts.GetValueOrDefault(name);
}
