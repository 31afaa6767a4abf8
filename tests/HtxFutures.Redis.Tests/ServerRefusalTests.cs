namespace HtxFutures.Redis.Tests;

/// <summary>What servers say in their own words, and what is told of it.</summary>
public sealed class ServerRefusalTests
{
    private static readonly RedisAddress s_address = RedisAddress.Parse("redis://desk:hunter2@cache.example");

    [Theory]
    [InlineData("WRONGPASS invalid username-password pair or user is disabled.", "refuses the password of user 'desk'", "-SharedBudgetCredential")]
    [InlineData("ERR invalid password", "refuses the password", "-SharedBudgetCredential")]
    [InlineData("NOAUTH Authentication required.", "asks for a password", "-SharedBudgetCredential")]
    [InlineData("ERR AUTH <password> called without any password configured for the default user.", "has no password, and one was given", "Leave the password away")]
    [InlineData("NOPERM this user has no permissions to run the 'info' command", "does not allow its user 'desk'", "ACL SETUSER desk ~HtxFutures:* ")]
    [InlineData("ERR The user executing the script can't run this command or subcommand script: on @user_script:3.", "does not allow", "+evalsha")]
    [InlineData("READONLY You can't write against a read only replica.", "is a replica", "Name its primary")]
    [InlineData("LOADING Redis is loading the dataset in memory", "is still reading", null)]
    [InlineData("MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.", "has lost its primary", null)]
    [InlineData("CLUSTERDOWN Hash slot not served", "belongs to a cluster", "stands alone")]
    [InlineData("MOVED 3999 127.0.0.1:6381", "belongs to a cluster", "stands alone")]
    [InlineData("NOREPLICAS Not enough good replicas to write.", "while its replicas are away", null)]
    [InlineData("MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.", "cannot save", "its disk")]
    [InlineData("OOM command not allowed when used memory > 'maxmemory'.", "its memory is full", "maxmemory")]
    [InlineData("BUSY Redis is busy running a script.", "held up by a script", null)]
    [InlineData("DENIED Redis is running in protected mode because protected mode is enabled", "is in protected mode", "bind")]
    [InlineData("ERR max number of clients reached", "as many clients as it takes", null)]
    [InlineData("WRONGTYPE Operation against a key holding the wrong kind of value", "holds something else", "another database")]
    [InlineData("ERR DB index is out of range", "no database of this number", "0 is always there")]
    [InlineData("ERR unknown command 'EVALSHA'", "does not know", "Lua")]
    public void Told(string said, string told, string? advised)
    {
        LedgerMediumException? refusal = ServerRefusal.Find(said, s_address);
        Assert.NotNull(refusal);
        Assert.Contains(told, refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("it ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal.Message + refusal.Advice, StringComparison.Ordinal);
        if (advised is null)
        {
            Assert.Null(refusal.Advice);
        }
        else
        {
            Assert.Contains(advised, refusal.Advice, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Anything_else_is_not_told_for_one_of_them() => Assert.Null(ServerRefusal.Find("It was not possible to connect to the redis server(s).", s_address));
}
