using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Market;

namespace HtxFutures.Sandbox.Wire;

/// <summary>An order on the wire: members, order and types as recorded in September 2026 (facts 2.8).</summary>
internal static class OrderShape
{
    /// <summary>Open orders were recorded with this number as state in January 2025 (facts 2.8).</summary>
    private const int OpenStateNumber = 3;

    /// <summary>Writes an order as a query of orders shows it; queries other than that of open orders add real_profit (facts 2.7).</summary>
    public static void Write(WireWriter wire, BookedOrder booked, DateTimeOffset now, bool withRealProfit)
    {
        SandboxOrder order = booked.View;
        wire.Json.WriteStartObject();
        WriteTerms(wire, booked);
        WriteIdentity(wire, order);
        WriteStop(wire, "tp", order.TakeProfit);
        WriteStop(wire, "sl", order.StopLoss);
        WriteExecution(wire, order);
        if (withRealProfit)
        {
            wire.Json.WriteString("real_profit", "0");
        }

        wire.Flag("price_protect", false);
        wire.Json.WriteString("contract_type", ContractCodes.TypeOf(order.ContractCode, now));
        wire.OrderTime("created_time", order.CreatedAt);
        wire.OrderTime("updated_time", order.UpdatedAt);
        wire.Json.WriteString("cancel_reason", order.CancelReason);
        wire.Json.WriteString("self_match_prevent", "cancel_taker");
        wire.Decimal("cancel_volume", order.CanceledVolume);
        wire.UnknownMember();
        wire.Json.WriteEndObject();
    }

    private static void WriteTerms(WireWriter wire, BookedOrder booked)
    {
        SandboxOrder order = booked.View;
        wire.Id("id", booked.QueryId);
        wire.Json.WriteString("side", order.Side);
        wire.Json.WriteString("type", order.Type);
        wire.Decimal("price", order.Price);
        wire.Decimal("volume", order.Volume);
        WriteState(wire, order);
        WriteProfit(wire, order);
    }

    private static void WriteProfit(WireWriter wire, SandboxOrder order)
    {
        if (order.IsOpen)
        {
            wire.Json.WriteNull("profit");
        }
        else
        {
            wire.Decimal("profit", order.Profit);
        }
    }

    private static void WriteState(WireWriter wire, SandboxOrder order)
    {
        if (order.RawState is null && order.IsOpen && wire.Options.StateAsNumber)
        {
            wire.Json.WriteNumber("state", OpenStateNumber);
        }
        else
        {
            wire.Json.WriteString("state", order.RawState ?? OrderWords.For(order.State));
        }
    }

    private static void WriteIdentity(WireWriter wire, SandboxOrder order)
    {
        wire.Json.WriteString("contract_code", order.ContractCode);
        wire.Json.WriteString("position_side", order.PositionSide);
        wire.Json.WriteString("price_match", wire.Options.EmptyBooleans ? string.Empty : null);
        wire.Id("order_id", order.OrderId);
        wire.Id("client_order_id", order.ClientOrderId);
        wire.Json.WriteString("margin_mode", order.MarginMode);
        wire.Json.WriteNumber("lever_rate", order.Leverage);
        wire.Json.WriteString("order_source", order.Source);
        wire.Flag("reduce_only", order.ReduceOnly);
        wire.Json.WriteString("time_in_force", order.TimeInForce);
    }

    private static void WriteStop(WireWriter wire, string leg, SandboxStop? stop)
    {
        if (stop is not null)
        {
            wire.Stop(leg, stop);
            return;
        }

        wire.Json.WriteString($"{leg}_trigger_price", string.Empty);
        wire.Json.WriteString($"{leg}_order_price", string.Empty);
        wire.Json.WriteString($"{leg}_type", "0");
        wire.Json.WriteString($"{leg}_trigger_price_type", string.Empty);
    }

    private static void WriteExecution(WireWriter wire, SandboxOrder order)
    {
        decimal turnover = ContractTerms.Value(order.ContractCode, order.FilledVolume, order.AveragePrice);
        wire.Decimal("trade_avg_price", order.AveragePrice);
        wire.Decimal("trade_volume", order.FilledVolume);
        wire.Decimal("trade_turnover", turnover);
        wire.Json.WriteString("fee_currency", order.FilledVolume > 0 ? "USDT" : string.Empty);

        // Order queries show a cost as a negative fee (facts 2.9, 7 row 20).
        wire.Decimal("fee", 0 - order.Fee);
    }
}
