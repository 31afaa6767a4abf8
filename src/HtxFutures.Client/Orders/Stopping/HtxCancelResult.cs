using HtxFutures.Orders;

namespace HtxFutures;

/// <summary>What became of one order that was to be stopped. Every order that goes in comes out as exactly one of these.</summary>
public sealed class HtxCancelResult
{
    internal HtxCancelResult()
    {
    }

    /// <summary>The name of the account it concerns, as the client was given it; null where it was given none.</summary>
    public string? Account => Origin?.Name;

    /// <summary>What sort of order it is. The ids of an algo order are in <see cref="OrderId"/> and <see cref="ClientOrderId"/>.</summary>
    public OrderKind Kind { get; internal set; }

    /// <summary>The contract; empty only for an order that the answer to a mass cancel of the account names, which has no contracts in it, and that was not listed before.</summary>
    public string ContractCode { get; internal set; } = "";

    /// <summary>The exchange's id; null where only the client's is known.</summary>
    public string? OrderId { get; internal set; }

    /// <summary>The client's id; null where it is not known.</summary>
    public string? ClientOrderId { get; internal set; }

    /// <summary>What became of it.</summary>
    public CancelOutcome Outcome { get; internal set; }

    /// <summary>Which way it trades; null where nobody has shown the order.</summary>
    public OrderSide? Side => Order?.Side;

    /// <summary>Its limit price; null where it has none, or nobody has shown the order.</summary>
    public decimal? Price => Order?.Price;

    /// <summary>Its size, in contracts; null where nobody has shown the order.</summary>
    public decimal? Volume => Order?.Volume;

    /// <summary>How much of it was executed, in contracts, where the exchange was asked; else null.</summary>
    public decimal? FilledVolume { get; internal set; }

    /// <summary>The exchange's code (facts 3.2); null where it gave none.</summary>
    public int? Code { get; internal set; }

    /// <summary>The same for people.</summary>
    public string? Message { get; internal set; }

    /// <summary>When the exchange answered, on its clock, in UTC; null where it did not say.</summary>
    public DateTimeOffset? ExchangeTime { get; internal set; }

    /// <summary>How often the cancel was sent; 0 where it never was.</summary>
    public int Attempts { get; internal set; }

    /// <summary>From taking the order on to knowing its outcome.</summary>
    public TimeSpan Elapsed { get; internal set; }

    /// <summary>The same in milliseconds: plain in JSON and in a table of figures.</summary>
    public long ElapsedMs => (long)Elapsed.TotalMilliseconds;

    /// <summary>
    /// The order as it was handed in or listed, else as it was looked up; null where nobody has shown it. No public
    /// member, since every row that is written as JSON would hold it once more.
    /// </summary>
    internal IShownOrder? Order { get; set; }

    /// <summary>The account it concerns.</summary>
    internal HtxAccount? Origin { get; set; }

    /// <summary>What went wrong; null where the outcome is no error.</summary>
    internal HtxException? Failure { get; set; }

    /// <summary>One line: <c>BTC-USDT 1550000000000000016 Canceled</c>.</summary>
    public override string ToString() => $"{ContractCode} {OrderId ?? ClientOrderId} {Outcome}";
}
