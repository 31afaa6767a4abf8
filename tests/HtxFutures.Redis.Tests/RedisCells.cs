using System.Diagnostics;

namespace HtxFutures.Redis.Tests;

/// <summary>Cells as tests open them, each with a connection of its own.</summary>
internal static class RedisCells
{
    public const string Name = "0123abcd-trade";

    public static ILedgerCell Open(RedisAddress address) => ((RedisMedia)new RedisDoor().Open(address)).Cell(Name);

    public static Task<CellReading> ReadAsync(this ILedgerCell cell) => cell.ExchangeAsync(null, null, TestContext.Current.CancellationToken).AsTask();

    public static Task<CellReading> WriteAsync(this ILedgerCell cell, string? expected, string text) => cell.ExchangeAsync(expected, text, TestContext.Current.CancellationToken).AsTask();

    public static async Task<CellReading> ReadAndWriteAsync(this ILedgerCell cell) => await cell.WriteAsync((await cell.ReadAsync()).Version, "a");

    /// <summary>Why a server is of no use. In a process that has just begun the Redis client may not say in time why; then it says so at the next try.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="told">What is to be told of it.</param>
    public static async Task<LedgerMediumException> RefusalAsync(RedisAddress address, string told)
    {
        LedgerMediumException refusal = await RefusalAsync(address);
        for (int tries = 1; tries < 3 && refusal.Message == "it does not answer" && told != refusal.Message; tries++)
        {
            refusal = await RefusalAsync(address);
        }

        Assert.Contains(told, refusal.Message, StringComparison.Ordinal);
        return refusal;
    }

    /// <summary>Tries until it answers, as who shares a budget does.</summary>
    public static async Task<CellReading> ReadOnceThereAsync(this ILedgerCell cell)
    {
        while (true)
        {
            try
            {
                return await cell.ReadAsync();
            }
            catch (LedgerMediumException)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }

    private static async Task<LedgerMediumException> RefusalAsync(RedisAddress address)
    {
        var watch = Stopwatch.StartNew();
        LedgerMediumException refusal = await Assert.ThrowsAsync<LedgerMediumException>(() => Open(address).ReadAndWriteAsync());
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        return refusal;
    }
}
