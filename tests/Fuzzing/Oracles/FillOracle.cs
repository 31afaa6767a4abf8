using System.Text.Json;

namespace HtxFutures.Fuzzing.Oracles;

/// <summary>An execution in an answer, by a reading of its own.</summary>
/// <param name="Members">Its members.</param>
internal sealed record FillOracle(ILookup<string, JsonElement> Members) : RowOracle(Members)
{
    /// <summary>All that are read.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "id", "contract_code", "order_id", "trade_id", "side", "position_side", "order_type", "margin_mode", "role", "trade_price", "trade_volume", "trade_turnover",
        "trade_fee", "fee_currency", "profit", "created_time", "order_source",
    ];

    /// <summary>Reads a list of executions.</summary>
    /// <returns>Null where what is there is no list, not all executions, contradicts itself, or has no id at all.</returns>
    public static List<FillOracle>? Read(JsonElement? data)
    {
        try
        {
            List<FillOracle>? fills = data is { ValueKind: JsonValueKind.Array } ? [.. data.Value.EnumerateArray().Select(One)] : null;
            return fills is { Count: > 0 } && fills.TrueForAll(fill => fill.Name("id") is null) ? null : fills;
        }
        catch (UnreadableException)
        {
            return null;
        }
    }

    private static FillOracle One(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new UnreadableException();
        }

        var fill = new FillOracle(StrictJson.Members(element, [.. Names.Select(name => new[] { name })]));
        foreach (string name in Names)
        {
            fill.Text(name);
        }

        foreach (string name in new[] { "id", "order_id", "trade_id" })
        {
            fill.Name(name);
        }

        return fill.Name("contract_code") is not null ? fill : throw new UnreadableException();
    }
}
