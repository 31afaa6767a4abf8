using System.Text.Json;

namespace HtxFutures.Fuzzing.Oracles;

/// <summary>A position in an answer, by a reading of its own.</summary>
/// <param name="Members">Its members.</param>
internal sealed record PositionOracle(ILookup<string, JsonElement> Members) : RowOracle(Members)
{
    /// <summary>All that are read.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "contract_code", "position_side", "direction", "margin_mode", "open_avg_price", "volume", "available", "lever_rate", "adl_risk_percent", "liquidation_price", "margin",
        "initial_margin", "maintenance_margin", "profit_unreal", "profit_rate", "margin_rate", "mark_price", "last_price", "created_time", "updated_time",
    ];

    /// <summary>Reads a list of positions. Where the volume is 0, there is none.</summary>
    /// <returns>Null where what is there is no list, not all positions, or contradicts itself.</returns>
    public static List<PositionOracle>? Read(JsonElement? data)
    {
        try
        {
            return data is { ValueKind: JsonValueKind.Array } ? [.. data.Value.EnumerateArray().Select(One).Where(position => position.Figure("volume") != 0)] : null;
        }
        catch (UnreadableException)
        {
            return null;
        }
    }

    private static PositionOracle One(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new UnreadableException();
        }

        var position = new PositionOracle(StrictJson.Members(element, [.. Names.Select(name => new[] { name })]));
        foreach (string name in Names)
        {
            position.Text(name);
        }

        return position.Name("contract_code") is not null ? position : throw new UnreadableException();
    }
}
