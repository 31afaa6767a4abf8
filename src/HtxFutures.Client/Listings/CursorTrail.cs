namespace HtxFutures.Listings;

/// <summary>
/// Notices when the cursors of a list begin to repeat themselves, however long that takes, and remembers one of them: the one at
/// every step that is a power of two (R. P. Brent, 1980). Without it, a list whose rows are forgotten could be gone round for ever.
/// </summary>
internal sealed class CursorTrail
{
    private string? _mark;
    private long _steps;
    private long _until = 1;

    /// <summary>Takes a step.</summary>
    /// <returns>False where the way has been here before.</returns>
    public bool Take(string cursor)
    {
        if (cursor == _mark)
        {
            return false;
        }

        if (++_steps == _until)
        {
            (_mark, _steps, _until) = (cursor, 0, _until * 2);
        }

        return true;
    }
}
