using HtxFutures.Calls.Sharing;

namespace HtxFutures.Redis;

/// <summary>The ledgers at one server. Nobody closes it: the connection is shared, and goes by itself once nobody uses it.</summary>
internal sealed class RedisMedia(RedisLink link) : ILedgerMedia
{
    // Part of what users may have to allow (ACL SETUSER ... ~HtxFutures:*), so it stays.
    private const string Prefix = "HtxFutures:";

    /// <inheritdoc/>
    public BudgetScope Scope => BudgetScope.Redis;

    /// <inheritdoc/>
    public string Place => link.Place;

    /// <inheritdoc/>
    public ILedgerMedium Open(string name)
    {
        link.Begin();
        return new CellMedium(Cell(name), TimeProvider.System);
    }

    /// <summary>The cell of one ledger.</summary>
    internal RedisCell Cell(string name) => new(link, Prefix + name);
}
