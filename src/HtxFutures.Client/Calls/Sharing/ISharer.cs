namespace HtxFutures.Calls.Sharing;

/// <summary>A request budget that has its places from a ledger.</summary>
internal interface ISharer
{
    /// <summary>Requests that wait: those that go ahead of others, and the others. Called under the gate.</summary>
    (int Urgent, int Ordinary) Waiting { get; }

    /// <summary>Requests that have their place and were not answered yet. Called under the gate.</summary>
    int Unanswered { get; }

    /// <summary>Places of answered and given-up requests, and for how long they count yet. Called under the gate.</summary>
    IReadOnlyList<LedgerSpan> Counting(long now);

    /// <summary>The ledger was heard. Called under the gate.</summary>
    void Heard(LedgerAnswer answer);

    /// <summary>The exchange's edge refuses a sharer. Called without the gate.</summary>
    void Blocked(TimeSpan pause);

    /// <summary>Places may have come. Called without the gate.</summary>
    void Go();
}
