using HtxFutures.Calls.Sharing;
using StackExchange.Redis;

namespace HtxFutures.Redis;

/// <summary>A text in a Redis, at one key, and so at one server.</summary>
internal sealed class RedisCell(RedisLink link, string key) : ILedgerCell
{
    /// <inheritdoc/>
    public async ValueTask<CellReading> ExchangeAsync(string? expectedVersion, string? newText, CancellationToken cancellationToken)
    {
        RedisResult answer = await link.RunAsync(server => CellScript.Arguments(key, expectedVersion, newText, server.KeepFor), cancellationToken).ConfigureAwait(false);
        return CellAnswer.Read(answer);
    }
}
