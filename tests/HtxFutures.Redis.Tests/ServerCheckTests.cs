namespace HtxFutures.Redis.Tests;

/// <summary>Which servers can hold a budget, by what they say of themselves.</summary>
public sealed class ServerCheckTests
{
    private const string Primary = "role:master\r\n";

    [Theory]
    [InlineData("redis_version:6.2.0\r\nredis_mode:standalone", "maxmemory:0\r\nmaxmemory_policy:allkeys-lru")] // no limit, so nothing goes
    [InlineData("redis_version:7.2.4\r\nserver_name:valkey\r\nvalkey_version:8.1.1", "maxmemory:1000000\r\nmaxmemory_policy:noeviction")]
    [InlineData("redis_version:7.4.3\r\ngarnet_version:1.0.80", "")]
    [InlineData("redis_version:7.0.15", "maxmemory:1000000\r\nmaxmemory_policy:volatile-lru")]
    [InlineData("", "")] // a hosted one that says nothing: the script tells
    public void Fit(string server, string memory) => ServerCheck.Require(new ServerFacts($"# Server\r\n{server}\r\n", Primary, memory));

    [Theory]
    [InlineData("redis_version:6.0.16", Primary, "", "is Redis 6.0.16, which is too old", "6.2 or later")]
    [InlineData("redis_version:5.0.7", Primary, "", "is Redis 5.0.7", "Valkey")]
    [InlineData("redis_version:7.0.15\r\nredis_mode:cluster", Primary, "", "belongs to a cluster", "stands alone")]
    [InlineData("redis_version:7.0.15", "role:slave\r\nmaster_host:10.0.0.7\r\nmaster_port:6379", "", "is a replica", "now it is 10.0.0.7:6379")]
    [InlineData("redis_version:7.0.15", Primary, "maxmemory:1000000\r\nmaxmemory_policy:allkeys-lfu", "takes keys away when its memory is full (maxmemory-policy allkeys-lfu)", "noeviction")]
    public void Unfit(string server, string replication, string memory, string told, string advised)
    {
        LedgerMediumException refusal = Assert.Throws<LedgerMediumException>(() => ServerCheck.Require(new ServerFacts(server, replication, memory)));
        Assert.StartsWith("it ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(told, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(advised, refusal.Advice, StringComparison.Ordinal);
    }
}
