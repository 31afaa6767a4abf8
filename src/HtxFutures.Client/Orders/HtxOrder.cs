using System.Globalization;
using HtxFutures.Orders;

namespace HtxFutures;

/// <summary>
/// An order as the exchange showed it at one moment (facts 2.7, 2.8). Where an enumeration says Unknown, the property
/// beside it with Raw in its name holds what the exchange wrote.
/// </summary>
public sealed class HtxOrder : IShownOrder
{
    /// <summary>The name of the account it belongs to, as the client was given it; null where it was given none.</summary>
    public string? Account => Origin?.Name;

    // Not public: PowerShell would make orders of hashtables, of which the exchange knows nothing.
    internal HtxOrder()
    {
    }

    /// <summary>The contract, such as <c>BTC-USDT</c> (perpetual) or <c>BTC-USDT-261225</c> (delivery).</summary>
    public string ContractCode { get; internal set; } = "";

    /// <summary>The exchange's id, decimal digits.</summary>
    public string OrderId { get; internal set; } = "";

    /// <summary>The id that the order was placed with; equal to <see cref="OrderId"/> where there was none (facts 2.1). Null where the exchange gave none.</summary>
    public string? ClientOrderId { get; internal set; }

    /// <summary>Which way it trades.</summary>
    public OrderSide Side { get; internal set; }

    /// <summary>The exchange's text for <see cref="Side"/>.</summary>
    public string? RawSide { get; internal set; }

    /// <summary>Which position it opens or closes.</summary>
    public PositionSide PositionSide { get; internal set; }

    /// <summary>The exchange's text for <see cref="PositionSide"/>.</summary>
    public string? RawPositionSide { get; internal set; }

    /// <summary>How it is priced.</summary>
    public OrderType Type { get; internal set; }

    /// <summary>The exchange's text for <see cref="Type"/>.</summary>
    public string? RawType { get; internal set; }

    /// <summary>What its margin stands for.</summary>
    public MarginMode MarginMode { get; internal set; }

    /// <summary>The exchange's text for <see cref="MarginMode"/>.</summary>
    public string? RawMarginMode { get; internal set; }

    /// <summary>The limit price, in the quote currency; null where the exchange gave none.</summary>
    public decimal? Price { get; internal set; }

    /// <summary>The size, in contracts; null where the exchange gave none.</summary>
    public decimal? Volume { get; internal set; }

    /// <summary>How much of it was executed, in contracts; null where the exchange did not say.</summary>
    public decimal? FilledVolume { get; internal set; }

    /// <summary>The average price of what was executed; 0 where nothing was, null where the exchange did not say.</summary>
    public decimal? AveragePrice { get; internal set; }

    /// <summary>What was paid in fees for what was executed: a cost is above zero, a rebate below; null where the exchange did not say.</summary>
    public decimal? Fee { get; internal set; }

    /// <summary>The currency of <see cref="Fee"/>, in the exchange's words (desk facts 4); null where it named none.</summary>
    public string? FeeCurrency { get; internal set; }

    /// <summary>What closing a position with it has brought, in the quote currency and without fees; null where the exchange did not say, as of open orders.</summary>
    public decimal? Profit { get; internal set; }

    /// <summary>How far it has come.</summary>
    public OrderState State { get; internal set; }

    /// <summary>The exchange's text or number for <see cref="State"/>.</summary>
    public string? RawState { get; internal set; }

    /// <summary>How long it stays in the book.</summary>
    public TimeInForce TimeInForce { get; internal set; }

    /// <summary>The exchange's text for <see cref="TimeInForce"/>.</summary>
    public string? RawTimeInForce { get; internal set; }

    /// <summary>Whether it may only make a position smaller; null where the exchange did not say.</summary>
    public bool? ReduceOnly { get; internal set; }

    /// <summary>The leverage; null where the exchange did not say.</summary>
    public int? Leverage { get; internal set; }

    /// <summary>When it was placed, on the exchange's clock, in UTC; null where the exchange did not say.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When it last changed, on the exchange's clock, in UTC; null where the exchange did not say.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>Why it was cancelled, in the exchange's words; null where it was not, or the exchange did not say.</summary>
    public string? CancelReason { get; internal set; }

    /// <summary>What placed it: api, web, system, risk, … in the exchange's words (facts 2.7).</summary>
    public string? Source { get; internal set; }

    /// <summary>What changed, where the order was watched: <c>Placed</c>, <c>Part filled 3 of 10</c>, <c>Filled</c>, <c>Canceled</c> with the exchange's reason, <c>Amended</c>, and <c>Open</c> for one that was there before. Null where it was listed or looked up.</summary>
    public string? Change { get; internal set; }

    /// <summary>Whether the exchange shows it as finished.</summary>
    internal bool IsFinal => State is OrderState.Filled or OrderState.PartiallyCanceled or OrderState.Canceled or OrderState.Rejected;

    /// <summary>How much of it was cancelled, in contracts; null where the exchange did not say.</summary>
    internal decimal? CanceledVolume { get; set; }

    /// <summary>Where pages go on: the exchange's cursor for this row.</summary>
    internal string Cursor { get; set; } = "";

    /// <summary>The account it was read from, so that it is not stopped through the session of another one.</summary>
    internal HtxAccount? Origin { get; set; }

    OrderKind IShownOrder.Kind => OrderKind.Order;

    bool IShownOrder.IsFinal => IsFinal;

    HtxAccount? IShownOrder.Origin => Origin;

    string IShownOrder.Trade => string.Create(CultureInfo.InvariantCulture, $"{Side} {Volume}{(Price is null ? "" : " at ")}{Price}");

    /// <summary>One line: <c>BTC-USDT 1550000000000000016 Buy 1 @ 63908</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{ContractCode} {OrderId} {Side} {Volume}{(Price is null ? "" : " @ ")}{Price}");
}
