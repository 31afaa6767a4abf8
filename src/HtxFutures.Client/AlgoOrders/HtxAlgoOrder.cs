using HtxFutures.AlgoOrders;
using HtxFutures.Orders;

namespace HtxFutures;

/// <summary>
/// A trigger, take-profit, stop-loss or trailing order as the exchange showed it at one moment (desk facts 1.3). It rests
/// outside the book and survives every cancel of ordinary orders. Null is what its type does not have. Where an
/// enumeration says Unknown, the property beside it with Raw in its name holds what the exchange wrote.
/// </summary>
public sealed class HtxAlgoOrder : IShownOrder
{
    // Not public: PowerShell would make algo orders of hashtables, of which the exchange knows nothing.
    internal HtxAlgoOrder()
    {
    }

    /// <summary>The name of the account it belongs to, as the client was given it; null where it was given none.</summary>
    public string? Account => Origin?.Name;

    /// <summary>The contract, such as <c>BTC-USDT</c>.</summary>
    public string ContractCode { get; internal set; } = "";

    /// <summary>The exchange's id, decimal digits. Algo orders and orders are counted apart: one number may be an id of both.</summary>
    public string AlgoId { get; internal set; } = "";

    /// <summary>The client's id; null where the exchange gave none, which does not say that it was placed without.</summary>
    public string? ClientAlgoId { get; internal set; }

    /// <summary>What sort of algo order it is.</summary>
    public AlgoOrderType Type { get; internal set; }

    /// <summary>The exchange's text for <see cref="Type"/>.</summary>
    public string? RawType { get; internal set; }

    /// <summary>What it will do, or would have done, in one line: <c>Sell 3 at market when last >= 101000</c>.</summary>
    public string Description => AlgoOrderText.Describe(this);

    /// <summary>Which way the order trades that it places.</summary>
    public OrderSide Side { get; internal set; }

    /// <summary>The exchange's text for <see cref="Side"/>.</summary>
    public string? RawSide { get; internal set; }

    /// <summary>Which position it opens or closes.</summary>
    public PositionSide PositionSide { get; internal set; }

    /// <summary>The exchange's text for <see cref="PositionSide"/>.</summary>
    public string? RawPositionSide { get; internal set; }

    /// <summary>What its margin stands for.</summary>
    public MarginMode MarginMode { get; internal set; }

    /// <summary>The exchange's text for <see cref="MarginMode"/>.</summary>
    public string? RawMarginMode { get; internal set; }

    /// <summary>The size of what it places, in contracts; null where the exchange gave none: of take-profits and stop-losses, the whole position.</summary>
    public decimal? Volume { get; internal set; }

    /// <summary>How far it has come.</summary>
    public AlgoOrderState State { get; internal set; }

    /// <summary>The exchange's text for <see cref="State"/>.</summary>
    public string? RawState { get; internal set; }

    /// <summary>The price at which a trigger order fires.</summary>
    public decimal? TriggerPrice { get; internal set; }

    /// <summary>Which price that is: last.</summary>
    public string? TriggerPriceType { get; internal set; }

    /// <summary>The limit price of the order that a trigger order places; null where it is priced otherwise.</summary>
    public decimal? OrderPrice { get; internal set; }

    /// <summary>How the order that a trigger or trailing order places is priced, where it has no limit price: opponent, optimal_5, formula_price, …</summary>
    public string? OrderPriceType { get; internal set; }

    /// <summary>The price at which the profit is taken.</summary>
    public decimal? TakeProfitPrice { get; internal set; }

    /// <summary>Which price that is: last, mark.</summary>
    public string? TakeProfitPriceType { get; internal set; }

    /// <summary>The limit price of the order that takes the profit; null for market.</summary>
    public decimal? TakeProfitOrderPrice { get; internal set; }

    /// <summary>How that order is priced: market, limit, optimal_5, …</summary>
    public string? TakeProfitOrderType { get; internal set; }

    /// <summary>The price at which the loss is stopped.</summary>
    public decimal? StopLossPrice { get; internal set; }

    /// <summary>Which price that is: last, mark.</summary>
    public string? StopLossPriceType { get; internal set; }

    /// <summary>The limit price of the order that stops the loss; null for market.</summary>
    public decimal? StopLossOrderPrice { get; internal set; }

    /// <summary>How that order is priced: market, limit, optimal_5, …</summary>
    public string? StopLossOrderType { get; internal set; }

    /// <summary>The price from which a trailing stop follows; null where it follows from the beginning.</summary>
    public decimal? ActivationPrice { get; internal set; }

    /// <summary>By which share the price must turn for a trailing stop to fire: 0.05 is 5 %.</summary>
    public decimal? CallbackRate { get; internal set; }

    /// <summary>Whether it may only make a position smaller; null where the exchange did not say. Take-profits and stop-losses always do so.</summary>
    public bool? ReduceOnly { get; internal set; }

    /// <summary>
    /// Whether it can only make a position smaller: take-profits and stop-losses always (desk facts 1.8), what says that it
    /// reduces only, and what by its two sides closes (desk facts 5.1). What is not known to be so may open.
    /// </summary>
    internal bool ClosesOnly =>
        ReduceOnly == true
        || Type is AlgoOrderType.TakeProfit or AlgoOrderType.StopLoss or AlgoOrderType.TakeProfitStopLoss
        || (Side, PositionSide) is (OrderSide.Sell, PositionSide.Long) or (OrderSide.Buy, PositionSide.Short);

    /// <summary>The ordinary order that it placed when it fired; null where it has not, or the exchange does not name it.</summary>
    public string? ChildOrderId { get; internal set; }

    /// <summary>When it was placed, on the exchange's clock, in UTC; null where the exchange did not say.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When it last changed, on the exchange's clock, in UTC; null where the exchange did not say.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>What placed it: api, web, … in the exchange's words.</summary>
    public string? Source { get; internal set; }

    /// <summary>Where pages go on: the exchange's cursor for this row, which counts within its type.</summary>
    internal string Cursor { get; set; } = "";

    /// <summary>The type that it was listed as, also where its own word is not known here.</summary>
    internal AlgoOrderType ListedAs { get; set; }

    /// <summary>The order that it placed, where that was looked at.</summary>
    internal HtxOrder? Child { get; set; }

    /// <summary>The account it was read from, so that it is not stopped through the session of another one.</summary>
    internal HtxAccount? Origin { get; set; }

    /// <summary>Whether the exchange shows it as finished. What is not known to be so may still fire.</summary>
    internal bool IsFinal => State is AlgoOrderState.Effective or AlgoOrderState.Canceled or AlgoOrderState.Failed;

    OrderKind IShownOrder.Kind => OrderKind.AlgoOrder;

    string IShownOrder.OrderId => AlgoId;

    string? IShownOrder.ClientOrderId => ClientAlgoId;

    // Of what it places when it fires, of which it has none yet.
    decimal? IShownOrder.Price => OrderPrice;

    decimal? IShownOrder.FilledVolume => Child?.FilledVolume;

    bool IShownOrder.IsFinal => IsFinal;

    HtxAccount? IShownOrder.Origin => Origin;

    string IShownOrder.Trade => Description;

    /// <summary>One line: <c>BTC-USDT 1560000000000000001 Sell 3 at market when last >= 101000</c>.</summary>
    public override string ToString() => $"{ContractCode} {AlgoId} {Description}";
}
