namespace HtxFutures.Listings;

/// <summary>The rows that have come, by their keys: all of them, or so many of the latest.</summary>
/// <param name="most">How many.</param>
internal sealed class KnownRows(int most)
{
    private readonly HashSet<string> _keys = [];
    private readonly Queue<string>? _latest = most == int.MaxValue ? null : new();

    /// <summary>Takes note of a row.</summary>
    /// <returns>False where it has come before.</returns>
    public bool Add(string key)
    {
        if (!_keys.Add(key))
        {
            return false;
        }

        _latest?.Enqueue(key);
        if (_latest?.Count > most)
        {
            _keys.Remove(_latest.Dequeue());
        }

        return true;
    }
}
