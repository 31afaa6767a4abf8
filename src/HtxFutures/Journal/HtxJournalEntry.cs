namespace HtxFutures;

/// <summary>One thing that a session of this process has done, or has been told of what it did. Texts and numbers only, so that it holds nothing else in memory.</summary>
public sealed class HtxJournalEntry
{
    internal HtxJournalEntry()
    {
    }

    /// <summary>When it was known, on the local clock, in UTC.</summary>
    public DateTimeOffset Time { get; internal set; }

    /// <summary>The session's name.</summary>
    public string Account { get; internal set; } = "";

    /// <summary>The command that did it, such as Stop-HtxOrder.</summary>
    public string Command { get; internal set; } = "";

    /// <summary>What it is about.</summary>
    public HtxJournalKind Kind { get; internal set; }

    /// <summary>The contract; null where it is about none.</summary>
    public string? ContractCode { get; internal set; }

    /// <summary>The exchange's id; null where it is not known.</summary>
    public string? OrderId { get; internal set; }

    /// <summary>The client's id; null where it is not known.</summary>
    public string? ClientOrderId { get; internal set; }

    /// <summary>Which way the order trades; of a position its side and margin mode. Null where nobody has shown it.</summary>
    public string? Side { get; internal set; }

    /// <summary>Its limit price; null where nobody has shown it, or it has none.</summary>
    public decimal? Price { get; internal set; }

    /// <summary>Its size, in contracts; null where nobody has shown it.</summary>
    public decimal? Volume { get; internal set; }

    /// <summary>What became of it: the word of the row that the command wrote, or was about to write.</summary>
    public string Outcome { get; internal set; } = "";

    /// <summary>How much of it was executed, in contracts; null where nobody said.</summary>
    public decimal? FilledVolume { get; internal set; }

    /// <summary>The exchange's code; null where it gave none.</summary>
    public int? Code { get; internal set; }

    /// <summary>The same for people.</summary>
    public string? Message { get; internal set; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; internal set; }

    /// <summary>From taking it on to knowing, in whole milliseconds.</summary>
    public long ElapsedMs { get; internal set; }

    /// <summary>The ids of what a request is about, where this is the line in a file that says so; null otherwise.</summary>
    internal IReadOnlyList<string>? Ids { get; set; }

    /// <summary>One line: <c>21:45:03 Stop-HtxOrder BTC-USDT 155…16 Canceled</c>.</summary>
    public override string ToString() => string.Join(' ', new[] { Time.ToLocalTime().ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), Command, ContractCode, OrderId ?? ClientOrderId, Outcome }.Where(part => part is not null));
}
