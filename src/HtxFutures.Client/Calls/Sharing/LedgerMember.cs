namespace HtxFutures.Calls.Sharing;

/// <summary>What the ledger knows of one sharer. Moments are microseconds on the ledger's clock.</summary>
/// <param name="id">What it is known by.</param>
internal sealed class LedgerMember(string id)
{
    /// <summary>What it is known by.</summary>
    public string Id => id;

    /// <summary>Whether it shares no longer. It is kept for what still counts of it.</summary>
    public bool IsGone { get; set; }

    /// <summary>When it reported last.</summary>
    public long HeardAt { get; set; }

    /// <summary>Places under way.</summary>
    public int UnderWay { get; set; }

    /// <summary>When those are over at the latest, should it stay silent.</summary>
    public long UnderWayUntil { get; set; }

    /// <summary>How long they last at the longest once it is known to be gone.</summary>
    public long LeaseOnceGone { get; set; }

    /// <summary>Places that count, and until when.</summary>
    public List<(long Until, int Count)> Counting { get; } = [];

    /// <summary>Urgent requests that wait for it.</summary>
    public int Urgent { get; set; }

    /// <summary>Other requests that wait.</summary>
    public int Ordinary { get; set; }

    /// <summary>When it should have asked again at the latest: after it, nothing is kept for it.</summary>
    public long WaitsUntil { get; set; }

    /// <summary>Places that it holds.</summary>
    public int Held
    {
        get
        {
            int held = UnderWay;
            foreach ((long _, int count) in Counting)
            {
                held += count;
            }

            return held;
        }
    }

    /// <summary>Drops what is over.</summary>
    public void Forget(long now)
    {
        Counting.RemoveAll(places => places.Until <= now);
        if (UnderWayUntil <= now)
        {
            UnderWay = 0;
        }

        if (WaitsUntil <= now)
        {
            Urgent = 0;
            Ordinary = 0;
        }
    }

    /// <summary>It is known to share no longer.</summary>
    public void Go(long latest)
    {
        IsGone = true;
        UnderWayUntil = Math.Min(UnderWayUntil, latest + LeaseOnceGone);
        Urgent = 0;
        Ordinary = 0;
    }
}
