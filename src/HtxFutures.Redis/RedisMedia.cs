using HtxFutures.Calls.Sharing;

namespace HtxFutures.Redis;

/// <summary>The ledgers at one server.</summary>
internal sealed class RedisMedia(RedisLink link) : ILedgerMedia
{
    // Part of what users may have to allow (ACL SETUSER ... ~HtxFutures:*), so it stays.
    private const string Prefix = "HtxFutures:";

    /// <inheritdoc/>
    public string Scope => "Redis";

    /// <inheritdoc/>
    public string Place => link.Place;

    /// <inheritdoc/>
    public ILedgerMedium Open(string name) => new CellMedium(Cell(name), TimeProvider.System);

    /// <summary>The cell of one ledger.</summary>
    internal RedisCell Cell(string name) => new(link, Prefix + name);

    /// <summary>Does nothing: the connection is shared, and closes by itself once nobody uses it.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
