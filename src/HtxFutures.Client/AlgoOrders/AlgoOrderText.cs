using System.Globalization;

namespace HtxFutures.AlgoOrders;

/// <summary>What an algo order will do, in one line for people.</summary>
internal static class AlgoOrderText
{
    /// <summary>What it will do; of one that has ended, how, and what it would have done.</summary>
    public static string Describe(HtxAlgoOrder algo) => algo.State switch
    {
        AlgoOrderState.Effective => $"Fired: {Plan(algo)}",
        AlgoOrderState.Canceled or AlgoOrderState.Failed => $"{algo.State}: {Plan(algo)}",
        _ => Plan(algo),
    };

    private static string Plan(HtxAlgoOrder algo)
    {
        string trade = $"{(algo.Side == OrderSide.Unknown ? algo.RawSide ?? "Trade" : algo.Side.ToString())} {Number(algo.Volume) ?? "all"}";
        return algo switch
        {
            { Type: AlgoOrderType.TrailingStop } => $"{trade}{At(null, algo.OrderPriceType)}{Turn(algo)}",
            { TakeProfitPrice: not null, StopLossPrice: not null } => Both(algo, trade),
            { TakeProfitPrice: not null } => trade + Profit(algo),
            { StopLossPrice: not null } => trade + Loss(algo),
            { TriggerPrice: not null } => $"{trade}{At(algo.OrderPrice, algo.OrderPriceType)} when {Word(algo.TriggerPriceType)} reaches {Number(algo.TriggerPrice)}",
            _ => $"{trade}, {algo.RawType ?? "type unknown"}",
        };
    }

    /// <summary>Two legs: what they have in common once.</summary>
    private static string Both(HtxAlgoOrder algo, string trade) =>
        At(algo.TakeProfitOrderPrice, algo.TakeProfitOrderType) == At(algo.StopLossOrderPrice, algo.StopLossOrderType)
            ? $"{trade}{Profit(algo)} or {When(algo, algo.StopLossPriceType, algo.StopLossPrice, isProfit: false)}"
            : $"{trade}{Profit(algo)} or{Loss(algo)}";

    private static string Profit(HtxAlgoOrder algo) =>
        $"{At(algo.TakeProfitOrderPrice, algo.TakeProfitOrderType)} when {When(algo, algo.TakeProfitPriceType, algo.TakeProfitPrice, isProfit: true)}";

    private static string Loss(HtxAlgoOrder algo) =>
        $"{At(algo.StopLossOrderPrice, algo.StopLossOrderType)} when {When(algo, algo.StopLossPriceType, algo.StopLossPrice, isProfit: false)}";

    // Who sells profits from a rise. Where the side is not known, neither is the way.
    private static string When(HtxAlgoOrder algo, string? priceType, decimal? price, bool isProfit)
    {
        string passes = algo.Side == OrderSide.Unknown ? "reaches" : (algo.Side == OrderSide.Sell) == isProfit ? ">=" : "<=";
        return $"{Word(priceType)} {passes} {Number(price)}";
    }

    private static string Turn(HtxAlgoOrder algo)
    {
        string turns = algo.Side switch
        {
            OrderSide.Sell => "falls",
            OrderSide.Buy => "rises",
            _ => "turns",
        };
        string share = algo.CallbackRate is { } rate ? $" {Percent(rate)}" : "";
        return $" when last {turns}{share}{(algo.ActivationPrice is { } from ? $" after reaching {Number(from)}" : "")}";
    }

    // Whatever the exchange writes: a share of which there is no hundredfold is told as it stands.
    private static string Percent(decimal share) => Math.Abs(share) <= decimal.MaxValue / 100
        ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##########}%")
        : $"{Number(share)} times";

    private static string At(decimal? price, string? type) => price is not null ? $" at {Number(price)}" : $" at {Word(type, "market")}";

    private static string Word(string? word, string otherwise = "last") => word ?? otherwise;

    private static string? Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);
}
