using System.Diagnostics;

namespace HtxFutures.Redis.Tests;

/// <summary>A server that fails while it is used: told within half a second, and used again as soon as it is back; never is an old text taken for what was there.</summary>
public sealed class FailingServerTests
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Killed_and_started_again_it_is_empty_and_young()
    {
        await using RedisProcess redis = await RedisProcess.StartAsync();
        ILedgerCell cell = RedisCells.Open(redis.Address);
        await cell.WriteAsync(null, "a");
        await redis.KillAsync();
        var watch = Stopwatch.StartNew();
        while ((await Assert.ThrowsAsync<LedgerMediumException>(cell.ReadAsync)).Message != "nothing listens there")
        {
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, s_soon);
        }

        await redis.BeginAsync();
        CellReading back = await SoonAsync(cell.ReadOnceThereAsync);
        Assert.Null(back.Version);
        Assert.InRange(back.Uptime, TimeSpan.Zero, TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task Started_again_with_what_it_had_saved_it_says_that_this_may_be_old()
    {
        await using RedisProcess redis = await RedisProcess.StartAsync("--appendonly", "yes");
        ILedgerCell cell = RedisCells.Open(redis.Address);
        CellReading written = await cell.WriteAsync(null, "a");
        await redis.RestartAsync();
        CellReading saved = await SoonAsync(cell.ReadOnceThereAsync);
        Assert.Equal(("a", written.Version, TimeSpan.Zero), (saved.Text, saved.Version, saved.Uptime));

        // Who writes then has taken that into account.
        CellReading next = await cell.WriteAsync(saved.Version, "b");
        Assert.True(next.Accepted);
    }

    [Fact]
    public async Task A_replica_that_takes_over_says_that_its_copy_may_be_old()
    {
        await using RedisProcess primary = await RedisProcess.StartAsync();
        await using RedisProcess replica = await RedisProcess.StartAsync("--replicaof", $"127.0.0.1 {primary.Port}");
        ILedgerCell cell = RedisCells.Open(primary.Address);
        await cell.WriteAsync(null, "a");
        while (!(await replica.SayAsync("EXISTS", "HtxFutures:" + RedisCells.Name)).Contains('1', StringComparison.Ordinal))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await primary.KillAsync();
        await replica.SayAsync("REPLICAOF", "NO", "ONE");
        CellReading copy = await RedisCells.Open(replica.Address).ReadAsync();
        Assert.Equal(("a", TimeSpan.Zero), (copy.Text, copy.Uptime));
    }

    [Fact]
    public async Task Stopped_it_is_told_within_half_a_second_and_comes_back_when_it_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a process is stopped by a signal");
        await using RedisProcess redis = await RedisProcess.StartAsync();
        ILedgerCell cell = RedisCells.Open(redis.Address);
        CellReading before = await cell.WriteAsync(null, "a");
        await redis.StopAsync();
        var watch = Stopwatch.StartNew();
        LedgerMediumException slow = await Assert.ThrowsAsync<LedgerMediumException>(() => cell.WriteAsync(before.Version, "late"));
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(450), TimeSpan.FromSeconds(2));
        Assert.Contains("did not answer within 500 ms", slow.Message, StringComparison.Ordinal);

        await redis.ContinueAsync();
        CellReading after = await SoonAsync(cell.ReadOnceThereAsync);

        // What was given up may have been carried out: then it stands there under a version of its own, and once.
        Assert.True(after.Text == "late" ? after.Version != before.Version : after.Version == before.Version, $"{after}");
        Assert.False((await cell.WriteAsync("none of these", "b")).Accepted);
    }

    [Fact]
    public async Task Slow_it_is_told_and_nothing_waits_for_it()
    {
        await using RedisProcess redis = await RedisProcess.StartAsync();
        ILedgerCell cell = RedisCells.Open(redis.Address);
        await cell.WriteAsync(null, "a");
        await redis.SayAsync("CLIENT", "PAUSE", "1500", "ALL");
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAsync<LedgerMediumException>(cell.ReadAsync);
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(450), TimeSpan.FromSeconds(1.4));
        Assert.Equal("a", (await SoonAsync(cell.ReadOnceThereAsync)).Text);
    }

    [Fact]
    public async Task Who_gives_up_waits_no_longer()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a process is stopped by a signal");
        await using RedisProcess redis = await RedisProcess.StartAsync();
        ILedgerCell cell = RedisCells.Open(redis.Address);
        await cell.ReadAsync();
        await redis.StopAsync();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cell.ExchangeAsync(null, null, stop.Token).AsTask());
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMilliseconds(450));
    }

    [Fact]
    public async Task A_server_that_is_away_is_not_run_into()
    {
        await using RedisProcess redis = await RedisProcess.StartAsync();
        ILedgerCell cell = RedisCells.Open(redis.Address with { Password = "wrong" });
        for (int i = 0; i < 100; i++)
        {
            await Assert.ThrowsAsync<LedgerMediumException>(cell.ReadAsync);
        }

        string stats = await redis.SayAsync("INFO", "stats");
        int connections = int.Parse(stats.Split("total_connections_received:")[1].Split('\r')[0], provider: null);
        Assert.InRange(connections, 2, 6); // this question, the first attempt, and at most a few more where a hundred failures took seconds
    }

    private static async Task<CellReading> SoonAsync(Func<Task<CellReading>> read)
    {
        var watch = Stopwatch.StartNew();
        CellReading reading = await read();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, s_soon);
        return reading;
    }
}
