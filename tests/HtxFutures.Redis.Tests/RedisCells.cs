namespace HtxFutures.Redis.Tests;

/// <summary>Cells as tests open them, each with a connection of its own.</summary>
internal static class RedisCells
{
    public const string Name = "0123abcd-trade";

    public static ILedgerCell Open(RedisAddress address) => ((RedisMedia)new RedisDoor().Open(address)).Cell(Name);

    public static Task<CellReading> ReadAsync(this ILedgerCell cell) => cell.ExchangeAsync(null, null, TestContext.Current.CancellationToken).AsTask();

    public static Task<CellReading> WriteAsync(this ILedgerCell cell, string? expected, string text) => cell.ExchangeAsync(expected, text, TestContext.Current.CancellationToken).AsTask();

    public static async Task<CellReading> ReadAndWriteAsync(this ILedgerCell cell) => await cell.WriteAsync((await cell.ReadAsync()).Version, "a");

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
}
