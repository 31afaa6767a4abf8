using System.Text.Json;
using HtxFutures.Json;
using HtxFutures.Orders;

namespace HtxFutures.AlgoOrders;

/// <summary>Reads algo orders out of the <c>data</c> of an answer. Each has the members of its type alone, so none but its names is needed (desk facts 1.3).</summary>
internal static class AlgoOrderReader
{
    /// <summary>Reads an array of algo orders, or one standing alone.</summary>
    /// <param name="data">The data.</param>
    /// <param name="account">Whose they are.</param>
    /// <param name="listedAs">The type that was asked for.</param>
    /// <exception cref="JsonException">The data is no such thing, or an algo order has no id or no contract, or contradicts itself: hiding it would hide one that can trade.</exception>
    public static List<HtxAlgoOrder> Read(ReadOnlySpan<byte> data, HtxAccount account, AlgoOrderType listedAs)
    {
        if (data.IsEmpty)
        {
            // No list at all does not say that there are none.
            throw new JsonException("The answer holds no algo orders, not even an empty list.");
        }

        var algos = new List<HtxAlgoOrder>();
        var algo = new WireObject(data);
        while (algo.ReadNext())
        {
            algos.Add(algo.IsObject ? ReadAlgo(algo, account, listedAs) : throw new JsonException("Something is there that is no algo order."));
        }

        return algos;
    }

    private static HtxAlgoOrder ReadAlgo(in WireObject algo, HtxAccount account, AlgoOrderType listedAs)
    {
        string? clientId = algo.Find("algo_client_order_id").Text;
        string algoId = Name(algo.Find("algo_id")) ?? throw new JsonException("An algo order has no id.");
        (AlgoOrderType type, string? rawType) = AlgoOrderWords.Types.Read(algo.Find("type"));
        (OrderSide side, string? rawSide) = OrderWords.Sides.Read(algo.Find("side"));
        (PositionSide positionSide, string? rawPositionSide) = OrderWords.PositionSides.Read(algo.Find("position_side"));
        (MarginMode marginMode, string? rawMarginMode) = OrderWords.MarginModes.Read(algo.Find("margin_mode"));
        (AlgoOrderState state, string? rawState) = AlgoOrderWords.States.Read(algo.Find("state"));
        (string? match, string? priced) = (Word(algo, "price_match"), Word(algo, "order_price_type"));
        return new HtxAlgoOrder
        {
            ContractCode = Name(algo.Find("contract_code")) ?? throw new JsonException("An algo order has no contract."),
            AlgoId = algoId,
            ClientAlgoId = ExchangeText.IsClean(clientId) ? clientId : null,
            Type = type,
            RawType = rawType,
            Side = side,
            RawSide = rawSide,
            PositionSide = positionSide,
            RawPositionSide = rawPositionSide,
            MarginMode = marginMode,
            RawMarginMode = rawMarginMode,
            Volume = Amount(algo, "volume"),
            State = state,
            RawState = rawState,
            TriggerPrice = Amount(algo, "trigger_price"),
            TriggerPriceType = Word(algo, "trigger_price_type"),
            OrderPrice = Amount(algo, "price"),
            OrderPriceType = match ?? priced,
            TakeProfitPrice = Amount(algo, "tp_trigger_price"),
            TakeProfitPriceType = Word(algo, "tp_trigger_price_type"),
            TakeProfitOrderPrice = Amount(algo, "tp_order_price"),
            TakeProfitOrderType = Word(algo, "tp_type"),
            StopLossPrice = Amount(algo, "sl_trigger_price"),
            StopLossPriceType = Word(algo, "sl_trigger_price_type"),
            StopLossOrderPrice = Amount(algo, "sl_order_price"),
            StopLossOrderType = Word(algo, "sl_type"),
            ActivationPrice = Amount(algo, "active_price"),
            CallbackRate = Amount(algo, "callback_rate"),
            ReduceOnly = algo.Find("reduce_only").Boolean,
            ChildOrderId = algo.Find("relation_order_id").Id,
            CreatedAt = algo.Find("created_time").Time,
            UpdatedAt = algo.Find("updated_time").Time,
            Source = Word(algo, "order_source"),
            Cursor = Name(algo.Find("id")) ?? algoId,
            ListedAs = listedAs,
            Origin = account,
        };
    }

    // Zero stands for none: a take-profit at market has an order price of 0 (desk facts 1.3).
    private static decimal? Amount(in WireObject algo, string name) => algo.Find(name).Decimal is { } value and not 0 ? value : null;

    private static string? Word(in WireObject algo, string name) => ExchangeText.Clean(algo.Find(name).Text);

    private static string? Name(WireValue value) => OrderReader.Name(value, "an algo order");
}
