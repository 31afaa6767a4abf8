namespace HtxFutures.Redis.Tests;

/// <summary>The one step, at a real server.</summary>
public sealed class RedisCellTests
{
    [Fact]
    public async Task Where_nothing_is_it_is_written_and_then_only_over_the_version_that_stands_there()
    {
        await using RedisProcess redis = await RedisProcess.StartAsync();
        ILedgerCell one = RedisCells.Open(redis.Address), other = RedisCells.Open(redis.Address);

        CellReading empty = await one.ReadAsync();
        Assert.Equal((false, null, null), (empty.Accepted, empty.Version, empty.Text));

        CellReading first = await one.WriteAsync(null, "a");
        Assert.True(first.Accepted);
        CellReading late = await other.WriteAsync(null, "b");
        Assert.Equal((false, first.Version, "a"), (late.Accepted, late.Version, late.Text));

        CellReading second = await other.WriteAsync(late.Version, "b");
        Assert.Equal((true, null), (second.Accepted, second.Text));
        Assert.NotEqual(first.Version, second.Version);
        CellReading stale = await one.WriteAsync(first.Version, "c");
        Assert.Equal((false, second.Version, "b"), (stale.Accepted, stale.Version, stale.Text));
    }

    [Fact]
    public async Task Of_many_who_write_at_once_one_is_accepted_each_time()
    {
        await using RedisProcess redis = await RedisProcess.StartAsync();
        ILedgerCell[] cells = [.. Enumerable.Range(0, 8).Select(_ => RedisCells.Open(redis.Address))];

        // Each adds one to a number, a hundred times.
        await Task.WhenAll(cells.Select(async cell =>
        {
            CellReading seen = await cell.ReadAsync();
            for (int done = 0; done < 100;)
            {
                string text = Number(int.Parse(seen.Text ?? "0", provider: null) + 1);
                seen = await cell.WriteAsync(seen.Version, text);
                if (seen.Accepted)
                {
                    done++;
                    seen = seen with { Text = text };
                }
            }
        }));

        Assert.Equal("800", (await cells[0].ReadAsync()).Text);
        static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task An_old_version_is_not_the_one_of_the_same_place_in_another_life()
    {
        await using RedisProcess redis = await RedisProcess.StartAsync();
        ILedgerCell one = RedisCells.Open(redis.Address), other = RedisCells.Open(redis.Address);
        CellReading old = await one.WriteAsync(null, "a");
        await redis.SayAsync("FLUSHALL");
        Assert.Null((await one.ReadAsync()).Version);

        CellReading anew = await other.WriteAsync(null, "a");
        Assert.True(anew.Accepted);
        Assert.False((await one.WriteAsync(old.Version, "b")).Accepted);
    }

    [Fact]
    public async Task It_goes_when_nobody_writes_for_a_day_and_never_where_what_goes_is_taken_first()
    {
        await using RedisProcess redis = await RedisProcess.StartAsync();
        await RedisCells.Open(redis.Address).WriteAsync(null, "a");
        Assert.InRange(int.Parse((await redis.SayAsync("TTL", "HtxFutures:" + RedisCells.Name))[1..], provider: null), 86_000, 86_400);

        await using RedisProcess full = await RedisProcess.StartAsync("--maxmemory", "100mb", "--maxmemory-policy", "volatile-lru");
        await RedisCells.Open(full.Address).WriteAsync(null, "a");
        Assert.Equal(":-1", await full.SayAsync("TTL", "HtxFutures:" + RedisCells.Name));
    }

    [Fact]
    public async Task A_server_that_forgets_the_script_is_told_it_again()
    {
        await using RedisProcess redis = await RedisProcess.StartAsync();
        ILedgerCell cell = RedisCells.Open(redis.Address);
        CellReading first = await cell.WriteAsync(null, "a");
        await redis.SayAsync("SCRIPT", "FLUSH");
        Assert.True((await cell.WriteAsync(first.Version, "b")).Accepted);
    }

    [Fact]
    public async Task The_clock_is_the_servers_and_goes_on()
    {
        await using RedisProcess redis = await RedisProcess.StartAsync();
        ILedgerCell cell = RedisCells.Open(redis.Address);
        long before = (await cell.ReadAsync()).ServerTime;
        long after = (await cell.ReadAsync()).ServerTime;
        Assert.InRange(after - before, 1, 500_000);
        Assert.InRange(DateTimeOffset.UnixEpoch.AddMicroseconds(after), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    [Fact]
    public async Task One_connection_serves_all_ledgers_of_an_address()
    {
        await using RedisProcess redis = await RedisProcess.StartAsync();
        var door = new RedisDoor();
        foreach (string name in (string[])["a-trade", "a-read", "b-trade"])
        {
            await ((RedisMedia)door.Open(redis.Address)).Cell(name).ReadAsync();
        }

        // One of them asks.
        string clients = await redis.SayAsync("CLIENT", "LIST");
        Assert.Equal(1, clients.Split("name=HtxFutures ").Length - 1);
        Assert.Equal(2, clients.Split(" laddr=").Length - 1);
    }
}
