using HtxFutures.Sandbox.Books.Fills;
using HtxFutures.Sandbox.Market;

namespace HtxFutures.Sandbox.Wire;

/// <summary>An execution on the wire: members, order and types as recorded in June 2026 (desk facts 4.3).</summary>
internal static class FillShape
{
    public static void WriteAll(WireWriter wire, IEnumerable<BookedFill> fills, DateTimeOffset now)
    {
        wire.Json.WriteStartArray();
        foreach (BookedFill fill in fills)
        {
            Write(wire, fill.View, now);
        }

        wire.Json.WriteEndArray();
    }

    private static void Write(WireWriter wire, SandboxFill fill, DateTimeOffset now)
    {
        wire.Json.WriteStartObject();
        wire.Id("id", fill.Id);
        wire.Json.WriteString("contract_code", fill.ContractCode);
        wire.Id("order_id", fill.OrderId);
        wire.Id("trade_id", fill.TradeId);
        wire.Json.WriteString("side", fill.Side);
        wire.Json.WriteString("position_side", fill.PositionSide);
        wire.Json.WriteString("order_type", fill.OrderType);
        wire.Json.WriteString("margin_mode", fill.MarginMode);
        wire.Json.WriteString("type", fill.Type);
        wire.Json.WriteString("role", fill.Role);
        wire.Decimal("trade_price", fill.Price);
        wire.Decimal("trade_volume", fill.Volume);
        wire.Decimal("trade_turnover", ContractTerms.Value(fill.ContractCode, fill.Volume, fill.Price));
        wire.OrderTime("created_time", fill.At);
        wire.OrderTime("updated_time", fill.At);
        wire.Json.WriteString("order_source", fill.Source);
        wire.Json.WriteString("fee_currency", "USDT");

        // Here a cost is above zero; with orders it is below (desk facts 4.3).
        wire.Decimal("trade_fee", fill.Fee);
        wire.Json.WriteString("deduction_price", string.Empty);
        wire.Decimal("profit", fill.Profit);
        wire.Json.WriteString("contract_type", ContractCodes.TypeOf(fill.ContractCode, now));
        wire.UnknownMember();
        wire.Json.WriteEndObject();
    }
}
