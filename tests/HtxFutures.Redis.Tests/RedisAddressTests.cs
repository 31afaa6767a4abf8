namespace HtxFutures.Redis.Tests;

/// <summary>What is taken for the address of a Redis, and that a password in it is shown by nothing.</summary>
public sealed class RedisAddressTests
{
    private const string Secret = "hunter2";

    [Theory]
    [InlineData("redis://cache.example", "cache.example", 6379, false, 0, null, null)]
    [InlineData("redis://cache.example:7000/3", "cache.example", 7000, false, 3, null, null)]
    [InlineData("rediss://:hunter2@cache.example:6380", "cache.example", 6380, true, 0, null, "hunter2")]
    [InlineData("REDISS://desk:hunter2@cache.example", "cache.example", 6379, true, 0, "desk", "hunter2")]
    [InlineData("redis://desk:a%2Fb%40c%3D@cache.example/", "cache.example", 6379, false, 0, "desk", "a/b@c=")]
    [InlineData("redis://desk:a:b@cache.example", "cache.example", 6379, false, 0, "desk", "a:b")]
    [InlineData("redis://[::1]:6400", "::1", 6400, false, 0, null, null)]
    [InlineData(" 127.0.0.1:6379 ", "127.0.0.1", 6379, false, 0, null, null)]
    [InlineData("desk.redis.cache.windows.net:6380,password=a/b+c=,ssl=True,abortConnect=False", "desk.redis.cache.windows.net", 6380, true, 0, null, "a/b+c=")]
    [InlineData("cache.example:6379,user=desk,password=hunter2,defaultDatabase=2", "cache.example", 6379, false, 2, "desk", "hunter2")]
    internal void Takes_what_clients_take(string text, string host, int port, bool useTls, int database, string? user, string? password)
    {
        var address = RedisAddress.Parse(text);
        Assert.Equal((host, port, useTls, database, user, password), (address.Host, address.Port, address.UseTls, address.Database, address.User, address.Password));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Machin")]
    [InlineData("cache.example")]
    [InlineData("http://cache.example:6379")]
    [InlineData("redis://")]
    [InlineData("redis://:hunter2/x@cache.example")]
    [InlineData("redis://:hunter2#x@cache.example")]
    [InlineData("rediss://hunter2?x@cache.example")]
    [InlineData("redis://cache.example/main")]
    [InlineData("redis://cache.example:99999")]
    [InlineData("redis://cache.example?password=hunter2")]
    [InlineData("one.example:6379,two.example:6379,password=hunter2")]
    [InlineData("cache.example:6379,password=hunt,hunter2")]
    [InlineData("cache.example:6379,ssl=perhaps,password=hunter2")]
    [InlineData("cache.example:6379,sslHost=hunter2")]
    [InlineData("desk:hunter2@cache.example:6379")]
    public void Refuses_anything_else_and_repeats_nothing_of_it(string text)
    {
        HtxException refusal = Assert.Throws<HtxException>(() => RedisAddress.Parse(text));
        Assert.Equal(HtxErrorKind.InvalidParameter, refusal.Kind);
        Assert.DoesNotContain(Secret, refusal.Message + refusal.Advice, StringComparison.Ordinal);
        Assert.Contains("rediss://host:port", refusal.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis://desk:hunter2@cache.example", "redis://cache.example:6379")]
    [InlineData("rediss://:hunter2@[::1]:6380/4", "rediss://[::1]:6380/4")]
    public void Shows_where_it_is_and_no_more(string text, string shown) => Assert.Equal(shown, $"{RedisAddress.Parse(text)}");
}
