using System.Globalization;

namespace HtxFutures;

/// <summary>What became of one thing that was stopped: an order, an algo order or a position. Words and numbers only, so that JSON of it says the same.</summary>
public sealed class HtxStopRow
{
    internal HtxStopRow()
    {
    }

    /// <summary>What it is: Order, AlgoOrder or Position.</summary>
    public string Kind { get; internal set; } = "";

    /// <summary>The contract; empty only for an order that the exchange named without it, and that no listing has shown.</summary>
    public string ContractCode { get; internal set; } = "";

    /// <summary>The exchange's id; of a position, that of the order that closes it. Null where it is not known.</summary>
    public string? OrderId { get; internal set; }

    /// <summary>The client's id, likewise.</summary>
    public string? ClientOrderId { get; internal set; }

    /// <summary>Which way an order trades: Buy or Sell; null of positions, and where nobody has shown the order.</summary>
    public string? Side { get; internal set; }

    /// <summary>Of a position: Long, Short or Both; null of orders.</summary>
    public string? PositionSide { get; internal set; }

    /// <summary>Of a position: Cross or Isolated; null of orders.</summary>
    public string? MarginMode { get; internal set; }

    /// <summary>What an order was to do, in one line; null of positions, and where nobody has shown the order.</summary>
    public string? Description { get; internal set; }

    /// <summary>The limit price of an order, or the average price that a position was closed at; null where there is none.</summary>
    public decimal? Price { get; internal set; }

    /// <summary>Its size, in contracts; null where nobody has shown it.</summary>
    public decimal? Volume { get; internal set; }

    /// <summary>How much was executed: of an order before it was stopped, of a position in closing it; null where nobody said.</summary>
    public decimal? FilledVolume { get; internal set; }

    /// <summary>What became of it: the word of Stop-HtxOrder's or Close-HtxPosition's row.</summary>
    public string Outcome { get; internal set; } = "";

    /// <summary>The exchange's code; null where it gave none.</summary>
    public int? Code { get; internal set; }

    /// <summary>The same for people.</summary>
    public string? Message { get; internal set; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; internal set; }

    /// <summary>From taking it on to knowing, in milliseconds.</summary>
    public long ElapsedMs { get; internal set; }

    /// <summary>In which pass it was stopped, from 1.</summary>
    public int Pass { get; internal set; }

    /// <summary>What went wrong; null where the outcome is no error.</summary>
    internal HtxException? Failure { get; set; }

    /// <summary>One line: <c>Order BTC-USDT 1550000000000000016 Canceled</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {ContractCode} {OrderId ?? ClientOrderId ?? PositionSide} {Outcome}");
}
