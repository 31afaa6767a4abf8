using System.Text.Json;
using HtxFutures.Json;
using HtxFutures.Orders;

namespace HtxFutures.Positions;

/// <summary>Reads positions out of the <c>data</c> of an answer (desk facts 2.1).</summary>
internal static class PositionReader
{
    /// <summary>Reads a list of positions. Rows of volume 0 are none.</summary>
    /// <exception cref="JsonException">The data is no list, or a row has no contract or contradicts itself: an account is taken for flat by a whole list alone.</exception>
    public static List<HtxPosition> Read(ReadOnlySpan<byte> data, HtxAccount account)
    {
        if (data is not [(byte)'[', ..])
        {
            throw new JsonException("The answer holds no list of positions, not even an empty one.");
        }

        var positions = new List<HtxPosition>();
        var position = new WireObject(data);
        while (position.ReadNext())
        {
            HtxPosition read = position.IsObject ? ReadPosition(position, account) : throw new JsonException("Something is there that is no position.");
            if (read.Volume != 0)
            {
                positions.Add(read);
            }
        }

        return positions;
    }

    private static HtxPosition ReadPosition(in WireObject position, HtxAccount account)
    {
        (PositionSide side, string? rawSide) = OrderWords.PositionSides.Read(position.Find("position_side"));
        (OrderSide direction, string? rawDirection) = OrderWords.Sides.Read(position.Find("direction"));
        (MarginMode marginMode, string? rawMarginMode) = OrderWords.MarginModes.Read(position.Find("margin_mode"));
        return new HtxPosition
        {
            ContractCode = OrderReader.Name(position.Find("contract_code"), "a position") ?? throw new JsonException("A position has no contract."),
            PositionSide = side,
            RawPositionSide = rawSide,
            Direction = direction,
            RawDirection = rawDirection,
            MarginMode = marginMode,
            RawMarginMode = rawMarginMode,
            Volume = position.Find("volume").Decimal,
            Available = position.Find("available").Decimal,
            EntryPrice = position.Find("open_avg_price").Decimal,
            MarkPrice = position.Find("mark_price").Decimal,
            LastPrice = position.Find("last_price").Decimal,
            LiquidationPrice = position.Find("liquidation_price").Decimal is { } price and > 0 ? price : null,
            UnrealizedProfit = position.Find("profit_unreal").Decimal,
            ProfitRate = position.Find("profit_rate").Decimal,
            Leverage = position.Find("lever_rate").Int32,
            Margin = position.Find("margin").Decimal,
            InitialMargin = position.Find("initial_margin").Decimal,
            MaintenanceMargin = position.Find("maintenance_margin").Decimal,
            MarginRate = position.Find("margin_rate").Decimal,
            AdlRisk = position.Find("adl_risk_percent").Decimal,
            CreatedAt = position.Find("created_time").Time,
            UpdatedAt = position.Find("updated_time").Time,
            Origin = account,
        };
    }
}
