namespace HtxFutures;

/// <summary>What became of one position that was to be closed. Every position that goes in comes out as exactly one of these.</summary>
public sealed class HtxCloseResult
{
    internal HtxCloseResult()
    {
    }

    /// <summary>The name of the account it concerns, as the client was given it; null where it was given none.</summary>
    public string? Account => Origin?.Name;

    /// <summary>The contract.</summary>
    public string ContractCode { get; internal set; } = "";

    /// <summary>The side.</summary>
    public PositionSide PositionSide { get; internal set; }

    /// <summary>What its margin stands for.</summary>
    public MarginMode MarginMode { get; internal set; }

    /// <summary>What became of it.</summary>
    public CloseOutcome Outcome { get; internal set; }

    /// <summary>The exchange's id of the order that closes it; null where there is none, or it is not known.</summary>
    public string? OrderId { get; internal set; }

    /// <summary>The id that the close was sent with, the same each time; null where it was not sent.</summary>
    public string? ClientOrderId { get; internal set; }

    /// <summary>How much of it our close has executed, in contracts; null where that was not seen.</summary>
    public decimal? ClosedVolume { get; internal set; }

    /// <summary>The average price of that, in the quote currency; null where nothing was executed, or it was not seen.</summary>
    public decimal? AveragePrice { get; internal set; }

    /// <summary>How much was seen to stand afterwards, in contracts; null where that was not looked at, or could not be.</summary>
    public decimal? RemainingVolume { get; internal set; }

    /// <summary>The exchange's code (facts 3.2); null where it gave none.</summary>
    public int? Code { get; internal set; }

    /// <summary>The same for people.</summary>
    public string? Message { get; internal set; }

    /// <summary>When the exchange answered, on its clock, in UTC; null where it did not say.</summary>
    public DateTimeOffset? ExchangeTime { get; internal set; }

    /// <summary>How often the close was sent; 0 where it never was.</summary>
    public int Attempts { get; internal set; }

    /// <summary>From taking the position on to knowing its outcome.</summary>
    public TimeSpan Elapsed { get; internal set; }

    /// <summary>The same in milliseconds: plain in JSON and in a table of figures.</summary>
    public long ElapsedMs => (long)Elapsed.TotalMilliseconds;

    /// <summary>The account it concerns.</summary>
    internal HtxAccount? Origin { get; set; }

    /// <summary>What went wrong; null where the outcome is no error.</summary>
    internal HtxException? Failure { get; set; }

    /// <summary>One line: <c>BTC-USDT Long Closed</c>.</summary>
    public override string ToString() => $"{ContractCode} {PositionSide} {Outcome}";
}
