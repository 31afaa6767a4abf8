namespace HtxFutures.Calls.Budget;

/// <summary>
/// One window of the exchange, as far as answers have told of it, and those of our requests that were counted in it;
/// where answers do not name their window, each has one of its own.
/// </summary>
/// <param name="reset">The announced end, on the exchange's side: the window's name; null where the answer gave none.</param>
internal sealed class ExchangeWindow(long? reset)
{
    private readonly List<(long Received, long EndsAt)> _ours = [];
    private (long Before, long EndsAt) _begun = (long.MinValue, long.MaxValue);
    private long _endsByReset = long.MaxValue;
    private long _othersEndAt = long.MaxValue;

    /// <summary>The announced end, on the exchange's side.</summary>
    public long? Reset { get; } = reset;

    /// <summary>Our requests that were counted in it and may count still.</summary>
    public int Ours => _ours.Count;

    /// <summary>When each of those is over.</summary>
    public IEnumerable<long> Ends => _ours.Select(End);

    /// <summary>Requests of other programs that were counted in it, at the least.</summary>
    public int Others { get; set; }

    /// <summary>Takes a request of ours in.</summary>
    /// <param name="received">When its answer arrived.</param>
    /// <param name="endsAt">When any window that it can have been counted in is over.</param>
    public void Add(long received, long endsAt)
    {
        _ours.Add((received, endsAt));
        _othersEndAt = Math.Min(_othersEndAt, endsAt);
    }

    /// <summary>The answer to the request that began it has come.</summary>
    /// <param name="before">Whatever was answered before this moment was counted in this window or before it.</param>
    /// <param name="endsAt">When it is surely over.</param>
    public void Begun(long before, long endsAt) => _begun = (before, endsAt);

    /// <summary>Its reset tells of an end, which is earlier where another program began it.</summary>
    public void EndsBy(long endsAt) => _endsByReset = Math.Min(_endsByReset, endsAt);

    /// <summary>Drops what is over. True where nothing is left.</summary>
    public bool IsOver(long now)
    {
        _ours.RemoveAll(request => End(request) <= now);
        if (Math.Min(_othersEndAt, _endsByReset) <= now)
        {
            Others = 0;
        }

        return _ours.Count == 0 && Others == 0;
    }

    /// <summary>The next moment at which fewer requests count in it.</summary>
    public long NextEnd()
    {
        long next = Others > 0 ? Math.Min(_othersEndAt, _endsByReset) : long.MaxValue;
        foreach ((long Received, long EndsAt) request in _ours)
        {
            next = Math.Min(next, End(request));
        }

        return next;
    }

    private long End((long Received, long EndsAt) request)
    {
        long end = Math.Min(request.EndsAt, _endsByReset);

        // What was answered later may have been counted in the next window, whatever its answer says.
        return request.Received < _begun.Before ? Math.Min(end, _begun.EndsAt) : end;
    }
}
