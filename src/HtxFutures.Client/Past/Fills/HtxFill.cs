using System.Globalization;

namespace HtxFutures;

/// <summary>
/// An execution of an order or of a part of it, as the exchange showed it (desk facts 4.3). Where an enumeration says Unknown, the
/// property beside it with Raw in its name holds what the exchange wrote.
/// </summary>
public sealed class HtxFill
{
    /// <summary>The name of the account it belongs to, as the client was given it; null where it was given none.</summary>
    public string? Account => Origin?.Name;

    // Not public: PowerShell would make executions of hashtables, of which the exchange knows nothing.
    internal HtxFill()
    {
    }

    /// <summary>The contract.</summary>
    public string ContractCode { get; internal set; } = "";

    /// <summary>The number of the trade; null where the exchange gave none.</summary>
    public string? TradeId { get; internal set; }

    /// <summary>The exchange's id of the order that was executed; null where it gave none.</summary>
    public string? OrderId { get; internal set; }

    /// <summary>Which way it traded.</summary>
    public OrderSide Side { get; internal set; }

    /// <summary>The exchange's text for <see cref="Side"/>.</summary>
    public string? RawSide { get; internal set; }

    /// <summary>Which position it opened or closed.</summary>
    public PositionSide PositionSide { get; internal set; }

    /// <summary>The exchange's text for <see cref="PositionSide"/>.</summary>
    public string? RawPositionSide { get; internal set; }

    /// <summary>What the position's margin stands for.</summary>
    public MarginMode MarginMode { get; internal set; }

    /// <summary>The exchange's text for <see cref="MarginMode"/>.</summary>
    public string? RawMarginMode { get; internal set; }

    /// <summary>What led to it.</summary>
    public FillKind Kind { get; internal set; }

    /// <summary>The exchange's text for <see cref="Kind"/>.</summary>
    public string? RawKind { get; internal set; }

    /// <summary>Which side of it the order was on.</summary>
    public FillRole Role { get; internal set; }

    /// <summary>The exchange's text for <see cref="Role"/>.</summary>
    public string? RawRole { get; internal set; }

    /// <summary>The price, in the quote currency; null where the exchange gave none.</summary>
    public decimal? Price { get; internal set; }

    /// <summary>How much was executed, in contracts, likewise.</summary>
    public decimal? Volume { get; internal set; }

    /// <summary>What that was worth, in the quote currency, likewise.</summary>
    public decimal? Turnover { get; internal set; }

    /// <summary>What it cost in fees: a cost is above zero, a rebate below; null where the exchange did not say.</summary>
    public decimal? Fee { get; internal set; }

    /// <summary>The currency of <see cref="Fee"/>, as the exchange writes it: it may be two, with a comma. Null where it named none.</summary>
    public string? FeeCurrency { get; internal set; }

    /// <summary>What closing a position with it has brought, in the quote currency and without fees; null where the exchange did not say.</summary>
    public decimal? Profit { get; internal set; }

    /// <summary>When it was executed, on the exchange's clock, in UTC; null where the exchange did not say.</summary>
    public DateTimeOffset? Time { get; internal set; }

    /// <summary>What placed the order: api, web, system, risk, … in the exchange's words.</summary>
    public string? Source { get; internal set; }

    /// <summary>What tells it from others, the exchange's id of its row; empty where it gave none.</summary>
    internal string Key { get; set; } = "";

    /// <summary>Where pages go on.</summary>
    internal string Cursor { get; set; } = "";

    /// <summary>The account it was read from.</summary>
    internal HtxAccount? Origin { get; set; }

    /// <summary>One line: <c>BTC-USDT 1560000000000000020 Sell 2 @ 62688.2</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ContractCode} {OrderId} {Side} {Volume}{(Price is null ? "" : " @ ")}{Price}");
}
