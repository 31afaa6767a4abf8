namespace HtxFutures.Sandbox.Books;

/// <summary>The ids of the rows of a history. They grow with the time that a row is kept under, as recorded ones do (desk facts 4.2), and no two are the same.</summary>
internal sealed class RowIds
{
    /// <summary>Leads to ids of the size of recorded ones.</summary>
    private const long PerMillisecond = 870_000;

    private readonly Dictionary<long, long> _last = [];

    public long Next(DateTimeOffset at)
    {
        long millisecond = Math.Max(1, at.ToUnixTimeMilliseconds());
        return _last[millisecond] = _last.GetValueOrDefault(millisecond, millisecond * PerMillisecond) + 1;
    }
}
