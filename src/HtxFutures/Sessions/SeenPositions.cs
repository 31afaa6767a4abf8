namespace HtxFutures.Sessions;

/// <summary>
/// The positions that a session has shown last, so that their contracts can be completed without asking the exchange; those
/// that were closed since too. Bounded, and safe to use from many threads.
/// </summary>
/// <param name="capacity">The most positions to remember; the one seen longest ago goes first.</param>
internal sealed class SeenPositions(int capacity = 200)
{
    private readonly object _gate = new();
    private readonly List<HtxPosition> _positions = []; // the latest last

    /// <summary>Those that are remembered, the last seen first.</summary>
    public IReadOnlyList<HtxPosition> All
    {
        get
        {
            lock (_gate)
            {
                return [.. Enumerable.Reverse(_positions)];
            }
        }
    }

    /// <summary>Remembers a position as it was shown now.</summary>
    public void Note(HtxPosition position)
    {
        lock (_gate)
        {
            _positions.RemoveAll(seen => KeyOf(seen) == KeyOf(position));
            _positions.Add(position);
            if (_positions.Count > capacity)
            {
                _positions.RemoveAt(0);
            }
        }
    }

    private static (string, PositionSide, MarginMode) KeyOf(HtxPosition position) => (position.ContractCode, position.PositionSide, position.MarginMode);
}
