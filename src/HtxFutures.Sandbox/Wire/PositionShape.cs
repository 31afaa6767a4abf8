using HtxFutures.Sandbox.Market;

namespace HtxFutures.Sandbox.Wire;

/// <summary>A position on the wire: members, order and types as recorded in June 2026 (desk facts 2.1).</summary>
internal static class PositionShape
{
    /// <summary>Rates of a position have so many decimals; the rest is cut off.</summary>
    private const int RateDecimals = 4;

    public static void Write(WireWriter wire, SandboxPosition position, DateTimeOffset now)
    {
        wire.Json.WriteStartObject();
        WriteTerms(wire, position);
        WriteFigures(wire, position);
        wire.Json.WriteString("margin_currency", "USDT");
        wire.Json.WriteString("contract_type", ContractCodes.TypeOf(position.ContractCode, now));
        wire.OrderTime("created_time", position.CreatedAt);
        wire.OrderTime("updated_time", position.UpdatedAt);
        wire.UnknownMember();
        wire.Json.WriteEndObject();
    }

    private static void WriteTerms(WireWriter wire, SandboxPosition position)
    {
        wire.Json.WriteString("contract_code", position.ContractCode);
        wire.Json.WriteString("position_side", position.PositionSide);
        wire.Json.WriteString("direction", position.Direction);
        wire.Json.WriteString("margin_mode", position.MarginMode);
        wire.Decimal("open_avg_price", position.EntryPrice);
        wire.Decimal("volume", position.Volume);
        wire.Decimal("available", position.Available);
        wire.Json.WriteNumber("lever_rate", position.Leverage);
        wire.Json.WriteString("adl_risk_percent", position.AdlRisk);
    }

    private static void WriteFigures(WireWriter wire, SandboxPosition position)
    {
        bool isIsolated = position.MarginMode == "isolated";
        WriteUnless(isIsolated && position.LiquidationPrice <= 0, "liquidation_price", position.LiquidationPrice);
        wire.Decimal("margin", position.Margin);
        WriteUnless(isIsolated && !wire.Options.IsolatedShowsInitialMargin, "initial_margin", position.InitialMargin);
        wire.Decimal("maintenance_margin", position.MaintenanceMargin);
        wire.Decimal("profit_unreal", position.UnrealizedProfit);
        wire.Decimal("profit_rate", Rate(position.ProfitRate));
        wire.Decimal("margin_rate", Rate(position.MarginRate));
        wire.Decimal("mark_price", position.MarkPrice);
        wire.Decimal("last_price", position.LastPrice);

        void WriteUnless(bool isEmpty, string name, decimal value)
        {
            if (isEmpty)
            {
                wire.Json.WriteString(name, string.Empty);
            }
            else
            {
                wire.Decimal(name, value);
            }
        }
    }

    private static decimal Rate(decimal rate) => Math.Round(rate, RateDecimals, MidpointRounding.ToZero);
}
