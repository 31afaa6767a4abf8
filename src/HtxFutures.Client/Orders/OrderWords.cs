using HtxFutures.Json;

namespace HtxFutures.Orders;

/// <summary>What the exchange calls the values of an order (facts 2.5, 2.7, 2.8).</summary>
internal static class OrderWords
{
    public static Words<OrderSide> Sides { get; } = new((OrderSide.Buy, "buy"), (OrderSide.Sell, "sell"));

    public static Words<PositionSide> PositionSides { get; } = new((PositionSide.Long, "long"), (PositionSide.Short, "short"), (PositionSide.Both, "both"));

    public static Words<OrderType> Types { get; } = new((OrderType.Limit, "limit"), (OrderType.Market, "market"), (OrderType.PostOnly, "post_only"));

    public static Words<MarginMode> MarginModes { get; } = new((MarginMode.Cross, "cross"), (MarginMode.Isolated, "isolated"));

    // The number was seen once, in the list of open orders of January 2025 (facts 2.8). Other numbers stay unknown: to
    // take one for a final state would be to claim what nobody has shown.
    public static Words<OrderState> States { get; } = new(
        (OrderState.New, "new"),
        (OrderState.New, "3"),
        (OrderState.PartiallyFilled, "partially_filled"),
        (OrderState.Filled, "filled"),
        (OrderState.PartiallyCanceled, "partially_canceled"),
        (OrderState.Canceled, "canceled"),
        (OrderState.Rejected, "rejected"));

    public static Words<TimeInForce> TimesInForce { get; } = new((TimeInForce.Gtc, "gtc"), (TimeInForce.Ioc, "ioc"), (TimeInForce.Fok, "fok"));
}
