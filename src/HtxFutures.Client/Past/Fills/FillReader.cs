using System.Text.Json;
using HtxFutures.Json;
using HtxFutures.Orders;

namespace HtxFutures.Past.Fills;

/// <summary>Reads executions out of the <c>data</c> of an answer (desk facts 4.3).</summary>
internal static class FillReader
{
    /// <summary>Reads a list of executions. One without an id is taken for no other, and pages go on from its neighbour.</summary>
    /// <exception cref="JsonException">The data is no list, or an execution has no contract or contradicts itself: a sum without it would be wrong. Or none has an id.</exception>
    public static List<HtxFill> Read(ReadOnlySpan<byte> data, HtxAccount account)
    {
        if (data is not [(byte)'[', ..])
        {
            throw new JsonException("The answer holds no list of executions, not even an empty one.");
        }

        var fills = new List<HtxFill>();
        var fill = new WireObject(data);
        while (fill.ReadNext())
        {
            fills.Add(fill.IsObject ? ReadFill(fill, account) : throw new JsonException("Something is there that is no execution."));
        }

        GiveCursors(fills);
        return fills;
    }

    private static HtxFill ReadFill(in WireObject fill, HtxAccount account)
    {
        (OrderSide side, string? rawSide) = OrderWords.Sides.Read(fill.Find("side"));
        (PositionSide positionSide, string? rawPositionSide) = OrderWords.PositionSides.Read(fill.Find("position_side"));
        (MarginMode marginMode, string? rawMarginMode) = OrderWords.MarginModes.Read(fill.Find("margin_mode"));
        (FillKind kind, string? rawKind) = FillWords.Kinds.Read(fill.Find("order_type"));
        (FillRole role, string? rawRole) = FillWords.Roles.Read(fill.Find("role"));
        return new HtxFill
        {
            ContractCode = Name(fill.Find("contract_code")) ?? throw new JsonException("An execution has no contract."),
            TradeId = Name(fill.Find("trade_id")),
            OrderId = Name(fill.Find("order_id")),
            Side = side,
            RawSide = rawSide,
            PositionSide = positionSide,
            RawPositionSide = rawPositionSide,
            MarginMode = marginMode,
            RawMarginMode = rawMarginMode,
            Kind = kind,
            RawKind = rawKind,
            Role = role,
            RawRole = rawRole,
            Price = fill.Find("trade_price").Decimal,
            Volume = fill.Find("trade_volume").Decimal,
            Turnover = fill.Find("trade_turnover").Decimal,
            Fee = fill.Find("trade_fee").Decimal,
            FeeCurrency = ExchangeText.Clean(fill.Find("fee_currency").Text),
            Profit = fill.Find("profit").Decimal,
            Time = fill.Find("created_time").Time,
            Source = ExchangeText.Clean(fill.Find("order_source").Text),
            Key = Name(fill.Find("id")) ?? "",
            Origin = account,
        };
    }

    private static void GiveCursors(List<HtxFill> fills)
    {
        string cursor = fills.Find(fill => fill.Key.Length > 0)?.Key ?? (fills.Count == 0 ? "" : throw new JsonException("The executions have no ids, so that no page leads on."));
        foreach (HtxFill fill in fills)
        {
            fill.Cursor = cursor = fill.Key.Length > 0 ? fill.Key : cursor;
        }
    }

    private static string? Name(WireValue value) => OrderReader.Name(value, "an execution");
}
