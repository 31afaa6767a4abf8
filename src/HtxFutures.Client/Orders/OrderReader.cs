using System.Text.Json;
using HtxFutures.Json;

namespace HtxFutures.Orders;

/// <summary>Reads orders out of the <c>data</c> of an answer.</summary>
internal static class OrderReader
{
    /// <summary>Reads an array of orders, or one order standing alone (facts 7.11).</summary>
    /// <exception cref="JsonException">The data is no such thing, or an order has no id or no contract, or contradicts itself: hiding it would hide an open order.</exception>
    public static List<HtxOrder> Read(ReadOnlySpan<byte> data, HtxAccount account)
    {
        if (data.IsEmpty)
        {
            // An account without orders has an empty list (facts 2.8). No list at all does not say that there are none.
            throw new JsonException("The answer holds no orders, not even an empty list.");
        }

        var orders = new List<HtxOrder>();
        var order = new WireObject(data);
        while (order.ReadNext())
        {
            orders.Add(order.IsObject ? ReadOrder(order, account) : throw new JsonException("Something is there that is no order."));
        }

        return orders;
    }

    /// <summary>The members of an order (facts 2.7).</summary>
    private static HtxOrder ReadOrder(in WireObject order, HtxAccount account)
    {
        string? rowId = Name(order.Find("id"));
        string? orderId = Name(order.Find("order_id"));
        string? clientOrderId = order.Find("client_order_id").Text;
        (OrderSide side, string? rawSide) = OrderWords.Sides.Read(order.Find("side"));
        (PositionSide positionSide, string? rawPositionSide) = OrderWords.PositionSides.Read(order.Find("position_side"));
        (OrderType type, string? rawType) = OrderWords.Types.Read(order.Find("type"));
        (MarginMode marginMode, string? rawMarginMode) = OrderWords.MarginModes.Read(order.Find("margin_mode"));
        (OrderState state, string? rawState) = OrderWords.States.Read(order.Find("state"));
        (TimeInForce timeInForce, string? rawTimeInForce) = OrderWords.TimesInForce.Read(order.Find("time_in_force"));
        return new HtxOrder
        {
            ContractCode = Name(order.Find("contract_code")) ?? throw new JsonException("An order has no contract."),
            OrderId = orderId ?? rowId ?? throw new JsonException("An order has no id."),
            ClientOrderId = ExchangeText.IsClean(clientOrderId) ? clientOrderId : null,
            Side = side,
            RawSide = rawSide,
            PositionSide = positionSide,
            RawPositionSide = rawPositionSide,
            Type = type,
            RawType = rawType,
            MarginMode = marginMode,
            RawMarginMode = rawMarginMode,
            Price = order.Find("price").Decimal,
            Volume = order.Find("volume").Decimal,
            FilledVolume = order.Find("trade_volume").Decimal,
            AveragePrice = order.Find("trade_avg_price").Decimal,
            Fee = -order.FindUndisputed("fee").Decimal, // of orders a cost comes below zero, of executions above (desk facts 4.3)
            FeeCurrency = ExchangeText.Clean(order.FindUndisputed("fee_currency").Text),
            Profit = order.FindUndisputed("profit").Decimal,
            State = state,
            RawState = rawState,
            TimeInForce = timeInForce,
            RawTimeInForce = rawTimeInForce,
            ReduceOnly = order.Find("reduce_only").Boolean,
            Leverage = order.Find("lever_rate").Int32,
            CreatedAt = order.Find("created_time").Time,
            UpdatedAt = order.Find("updated_time").Time,
            CancelReason = ExchangeText.Clean(order.Find("cancel_reason").Text),
            CanceledVolume = order.FindUndisputed("cancel_volume").Decimal,
            Source = ExchangeText.Clean(order.Find("order_source").Text),
            Cursor = rowId ?? orderId ?? "",
            Origin = account,
        };
    }

    /// <summary>What names an order is used as it stands: made fit to be shown first, it could become the name of another one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="what">What it names.</param>
    /// <returns>Null where it is missing.</returns>
    /// <exception cref="JsonException">It is garbled.</exception>
    public static string? Name(WireValue value, string what = "an order")
    {
        string? text = value.Text;
        if (value.IsName && string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return value.IsName && ExchangeText.IsClean(text) ? text : throw new JsonException($"The id or the contract of {what} is garbled.");
    }
}
