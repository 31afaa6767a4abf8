using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Market;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Sockets;

/// <summary>
/// An order as a push shows it: members, order and types as recorded in September 2026 (desk facts 6.3). Other than in a
/// listing there is no <c>id</c>, what is not there is empty or null in other places, and amendments have members.
/// </summary>
internal static class PushedOrder
{
    public static void Write(WireWriter wire, SandboxOrder order, DateTimeOffset now)
    {
        wire.Json.WriteStartObject();
        WriteTerms(wire, order);
        WriteExecution(wire, order);
        WriteStop(wire, "tp", order.TakeProfit);
        WriteStop(wire, "sl", order.StopLoss);
        wire.Json.WriteString("contract_type", ContractCodes.TypeOf(order.ContractCode, now));
        wire.Json.WriteString("cancel_reason", order.CancelReason);
        wire.OrderTime("created_time", order.CreatedAt);
        wire.OrderTime("updated_time", order.UpdatedAt);
        wire.Json.WriteString("self_match_prevent", "cancel_taker");
        wire.Json.WriteString("amend_origin_volume", string.Empty);
        wire.Json.WriteString("amend_source", string.Empty);
        wire.Json.WriteString("amend_result", string.Empty);
        wire.Decimal("cancel_volume", order.CanceledVolume);
        wire.UnknownMember();
        wire.Json.WriteEndObject();
    }

    private static void WriteTerms(WireWriter wire, SandboxOrder order)
    {
        wire.Json.WriteString("side", order.Side);
        wire.Json.WriteString("type", order.Type);
        wire.Decimal("price", order.Price);
        wire.Decimal("volume", order.Volume);
        wire.Json.WriteString("state", order.RawState ?? OrderWords.For(order.State));
        wire.Decimal("profit", order.Profit);
        wire.Json.WriteString("contract_code", order.ContractCode);
        wire.Json.WriteString("position_side", order.PositionSide);
        wire.Json.WriteNull("price_match");
        wire.Id("order_id", order.OrderId);
        wire.Id("client_order_id", order.ClientOrderId);
        wire.Json.WriteString("margin_mode", order.MarginMode);
        wire.Json.WriteNumber("lever_rate", order.Leverage);
        wire.Json.WriteString("order_source", order.Source);
        wire.Flag("reduce_only", order.ReduceOnly);
        wire.Json.WriteString("time_in_force", order.TimeInForce);
    }

    private static void WriteExecution(WireWriter wire, SandboxOrder order)
    {
        decimal turnover = ContractTerms.Value(order.ContractCode, order.FilledVolume, order.AveragePrice);
        wire.Decimal("trade_avg_price", order.AveragePrice);
        wire.Decimal("trade_volume", order.FilledVolume);
        wire.Decimal("trade_turnover", turnover);
        wire.Json.WriteString("fee_currency", order.FilledVolume > 0 ? "USDT" : null);
        wire.Decimal("fee", turnover == 0 ? 0 : -turnover * ContractTerms.TakerFee);
    }

    private static void WriteStop(WireWriter wire, string leg, SandboxStop? stop)
    {
        if (stop is not null)
        {
            wire.Stop(leg, stop);
            return;
        }

        foreach (string member in (string[])["trigger_price", "order_price", "type", "trigger_price_type"])
        {
            wire.Json.WriteString($"{leg}_{member}", string.Empty);
        }
    }
}
