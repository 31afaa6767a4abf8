namespace HtxFutures.Journal;

/// <summary>
/// What the sessions of this process have done, whatever became of the rows: the latest rows, up to a number, after
/// which the oldest go. Safe to use from many threads.
/// </summary>
/// <param name="capacity">The most rows.</param>
internal sealed class ProcessJournal(int capacity)
{
    private readonly object _gate = new();

    // A ring that grows to its capacity and no further: who does little holds little.
    private HtxJournalEntry[] _rows = [];
    private long _added;

    /// <summary>The one of this process.</summary>
    public static ProcessJournal Current { get; } = new(100_000);

    /// <summary>Rows that were pushed out by later ones.</summary>
    public long Forgotten
    {
        get
        {
            lock (_gate)
            {
                return Math.Max(0, _added - capacity);
            }
        }
    }

    /// <summary>Adds a row.</summary>
    public void Add(HtxJournalEntry row)
    {
        lock (_gate)
        {
            if (_added == _rows.Length && _rows.Length < capacity)
            {
                Array.Resize(ref _rows, Math.Min(capacity, Math.Max(256, _rows.Length * 2)));
            }

            _rows[_added++ % _rows.Length] = row;
        }
    }

    /// <summary>The rows as they stand, the oldest first. Rows that are added while they are being read do not change them.</summary>
    public HtxJournalEntry[] Snapshot()
    {
        lock (_gate)
        {
            int count = (int)Math.Min(_added, _rows.Length);
            var rows = new HtxJournalEntry[count];
            long first = _added - count;
            for (int i = 0; i < count; i++)
            {
                rows[i] = _rows[(first + i) % _rows.Length];
            }

            return rows;
        }
    }
}
