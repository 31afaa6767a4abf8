namespace HtxFutures.Calls.Sharing;

/// <summary>
/// What a sharer tells the ledger: all that it holds and wants, as it is now. So a report that was lost, or whose answer was,
/// needs no repair: the next one says everything.
/// </summary>
internal sealed record LedgerReport
{
    /// <summary>Who reports.</summary>
    public required string Sharer { get; init; }

    /// <summary>What it was answered last; null where it never was.</summary>
    public LedgerMark? Last { get; init; }

    /// <summary>Places it was given and that were not answered yet, sent or not.</summary>
    public int UnderWay { get; init; }

    /// <summary>The longest such a place can count from now on, should nobody hear of this sharer again.</summary>
    public TimeSpan Lease { get; init; }

    /// <summary>The longest it can count once this sharer is known to be gone.</summary>
    public TimeSpan LeaseOnceGone { get; init; }

    /// <summary>Places that still count, and for how long.</summary>
    public IReadOnlyList<LedgerSpan> Counting { get; init; } = [];

    /// <summary>Requests that wait and go ahead of others.</summary>
    public int Urgent { get; init; }

    /// <summary>Other requests that wait.</summary>
    public int Ordinary { get; init; }

    /// <summary>Places that it could use soon, for requests that do not wait yet: given only to who is alone, and of what is left.</summary>
    public int Soon { get; init; }

    /// <summary>The newest of what answers have announced since the last report; null where none did.</summary>
    public LedgerReading? Reading { get; init; }

    /// <summary>How long nothing may be sent, since the exchange has refused a request for exceeding the budget; zero where it may.</summary>
    public TimeSpan Rest { get; init; }

    /// <summary>How long nothing may be sent, since the exchange's edge refuses us; zero where it does not.</summary>
    public TimeSpan Block { get; init; }

    /// <summary>Whether it went on alone since it was answered last.</summary>
    public bool ComesBack { get; init; }

    /// <summary>Whether it shares no longer: what still counts of it stays.</summary>
    public bool Leaves { get; init; }

    /// <summary>Names the ledger, should it have to be begun: a different text each time.</summary>
    public required string NewEpoch { get; init; }
}
