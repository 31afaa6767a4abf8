using System.Net;
using System.Net.Sockets;

namespace HtxFutures.Redis.Tests;

/// <summary>Servers that cannot be used, real ones wherever that is possible: each is told for what it is, with what to do about it, and soon.</summary>
public sealed class ServersThatRefuseTests
{
    private const string Secret = "hunter2";

    // What the help names.
    private static readonly string[] s_allowed = ["+hello", "+auth", "+client|setname", "+select", "+ping", "+info", "+time", "+script|load", "+eval", "+evalsha", "+hmget", "+hset", "+pexpire", "+persist"];

    [Fact]
    public async Task A_password_that_is_wrong_missing_or_not_asked_for()
    {
        await using RedisProcess closed = await RedisProcess.StartAsync("--requirepass", Secret);
        await TellsAsync(closed.Address, "asks for a password, and none was given", "-SharedBudgetCredential");
        await TellsAsync(closed.Address with { Password = "wrong" }, "refuses the password", "-SharedBudgetCredential");
        await TellsAsync(closed.Address with { User = "nobody", Password = Secret }, "refuses the password of user 'nobody'", "-SharedBudgetCredential");
        Assert.Null((await RedisCells.Open(closed.Address with { Password = Secret }).ReadAsync()).Version);

        await using RedisProcess open = await RedisProcess.StartAsync();
        await TellsAsync(open.Address with { Password = Secret }, "has no password, and one was given", "Leave the password away");
        await TellsAsync(open.Address with { User = "nobody", Password = Secret }, "refuses the password of user 'nobody'", "-SharedBudgetCredential");
    }

    [Fact]
    public async Task A_user_who_may_not_what_it_takes_and_may_with_what_is_advised()
    {
        await using RedisProcess redis = await RedisProcess.StartAsync("--user", "desk", "on", $">{Secret}");
        RedisAddress address = redis.Address with { User = "desk", Password = Secret };
        LedgerMediumException refusal = await TellsAsync(address, "does not allow its user 'desk'", "ACL SETUSER desk ~HtxFutures:* ");
        Assert.All(s_allowed, allowed => Assert.Contains(allowed, refusal.Advice, StringComparison.Ordinal));

        // As is advised, word for word; without one of them it is refused again.
        await redis.SayAsync(refusal.Advice!["Allow it: ".Length..].TrimEnd('.').Split(' '));
        Assert.True((await RedisCells.Open(address).WriteAsync(null, "a")).Accepted);
        foreach (string needed in s_allowed.Where(allowed => allowed is not ("+hello" or "+auth" or "+client|setname" or "+select" or "+persist" or "+eval")))
        {
            await redis.SayAsync("ACL", "SETUSER", "desk", needed.Replace('+', '-'));
            await TellsAsync(address, "does not allow its user 'desk'", needed);
            await redis.SayAsync("ACL", "SETUSER", "desk", needed);
        }

        // Without HELLO the client speaks RESP2, and the script says the same.
        await redis.SayAsync("ACL", "SETUSER", "desk", "-hello");
        CellReading reading = await RedisCells.Open(address).ReadAsync();
        Assert.Equal(("a", TimeSpan.Zero <= reading.Uptime), (reading.Text, true));
    }

    [Fact]
    public async Task A_replica_names_its_primary()
    {
        await using RedisProcess primary = await RedisProcess.StartAsync();
        await using RedisProcess replica = await RedisProcess.StartAsync("--replicaof", $"127.0.0.1 {primary.Port}");
        await TellsAsync(replica.Address, "is a replica, which takes no writes", $"now it is 127.0.0.1:{primary.Port}");
    }

    [Fact]
    public async Task A_primary_that_becomes_a_replica_is_told_for_one()
    {
        await using RedisProcess other = await RedisProcess.StartAsync();
        await using RedisProcess redis = await RedisProcess.StartAsync();
        ILedgerCell cell = RedisCells.Open(redis.Address);
        CellReading first = await cell.WriteAsync(null, "a");
        await redis.SayAsync("REPLICAOF", "127.0.0.1", $"{other.Port}");
        LedgerMediumException refusal = await Assert.ThrowsAsync<LedgerMediumException>(() => cell.WriteAsync(first.Version, "b"));
        Assert.Contains("is a replica", refusal.Message, StringComparison.Ordinal);

        await redis.SayAsync("REPLICAOF", "NO", "ONE");
        Assert.NotEqual(default, await cell.ReadOnceThereAsync());
    }

    [Fact]
    public async Task A_cluster()
    {
        await using RedisProcess redis = await RedisProcess.StartAsync("--cluster-enabled", "yes");
        await TellsAsync(redis.Address, "belongs to a cluster", "stands alone");
    }

    [Theory]
    [InlineData("allkeys-lru")]
    [InlineData("allkeys-random")]
    public async Task A_server_that_takes_keys_away(string policy)
    {
        await using RedisProcess redis = await RedisProcess.StartAsync("--maxmemory", "100mb", "--maxmemory-policy", policy);
        await TellsAsync(redis.Address, $"(maxmemory-policy {policy})", "noeviction");
    }

    [Fact]
    public async Task A_server_whose_memory_is_full_takes_no_writes()
    {
        await using RedisProcess redis = await RedisProcess.StartAsync("--maxmemory", "1mb");
        ILedgerCell cell = RedisCells.Open(redis.Address);
        LedgerMediumException refusal = await Assert.ThrowsAsync<LedgerMediumException>(() => cell.WriteAsync(null, "a"));
        Assert.Contains("its memory is full", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_somebody_else_stays_theirs()
    {
        await using RedisProcess redis = await RedisProcess.StartAsync();
        await redis.SayAsync("SET", "HtxFutures:" + RedisCells.Name, "theirs");
        await TellsAsync(redis.Address, "holds something else", "another database");
        Assert.EndsWith("theirs", await redis.SayAsync("GET", "HtxFutures:" + RedisCells.Name), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there()
    {
        await using RedisProcess redis = await RedisProcess.StartAsync();
        await TellsAsync(redis.Address with { Database = 99 }, "it has no database of this number", "0 is always there");
        Assert.True((await RedisCells.Open(redis.Address with { Database = 1 }).WriteAsync(null, "a")).Accepted);
        Assert.Null((await RedisCells.Open(redis.Address).ReadAsync()).Version);
    }

    [Fact]
    public async Task An_old_server()
    {
        using var old = new ScriptedRedis("redis_version:6.0.16\r\nredis_mode:standalone\r\nrole:master\r\n");
        await TellsAsync(old.Address, "is Redis 6.0.16, which is too old to share a budget", "6.2 or later");
    }

    [Fact]
    public async Task A_server_without_scripts()
    {
        using var bare = new ScriptedRedis("redis_version:7.4.0\r\nredis_mode:standalone\r\nrole:master\r\n");
        await TellsAsync(bare.Address, "does not know what a budget is shared by", "Lua");
    }

    [Fact]
    public async Task What_is_no_Redis_or_not_there()
    {
        await TellsAsync(RedisAddress.Parse("redis://127.0.0.1:1"), "nothing listens there", null);
        await TellsAsync(RedisAddress.Parse("redis://nowhere.invalid"), "its name is not known", "spelled right");

        using var web = new TcpListener(IPAddress.Loopback, 0);
        web.Start();
        string place = $"127.0.0.1:{((IPEndPoint)web.LocalEndpoint).Port}";
        Task serving = ScriptedRedis.ServeAsync(web, static async (stream, stop) =>
        {
            await stream.ReadAtLeastAsync(new byte[4096], 1, cancellationToken: stop);
            await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"u8.ToArray(), stop);
        });
        await TellsAsync(RedisAddress.Parse($"redis://{place}"), "what answers there is no Redis", "host and port");
        await TellsAsync(RedisAddress.Parse($"rediss://{place}"), "it does not speak TLS", "redis://");
        web.Stop();
        await serving;
    }

    [Fact]
    public async Task Who_accepts_and_says_nothing()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await TellsAsync(RedisAddress.Parse($"redis://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}"), "it does not answer", null);
    }

    private static async Task<LedgerMediumException> TellsAsync(RedisAddress address, string told, string? advised)
    {
        LedgerMediumException refusal = await RedisCells.RefusalAsync(address, told);
        Assert.Null(refusal.InnerException);
        Assert.DoesNotContain(Secret, $"{refusal} {refusal.Advice}", StringComparison.Ordinal);
        if (advised is not null)
        {
            Assert.Contains(advised, refusal.Advice, StringComparison.Ordinal);
        }

        return refusal;
    }
}
