using System.Text.Json;

namespace HtxFutures.Fuzzing.Oracles;

/// <summary>An algo order in an answer, by a reading of its own.</summary>
/// <param name="Members">Its members.</param>
internal sealed record AlgoOrderOracle(ILookup<string, JsonElement> Members) : RowOracle(Members)
{
    /// <summary>All that are read.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "id", "algo_id", "algo_client_order_id", "contract_code", "type", "side", "position_side", "margin_mode", "volume", "state", "trigger_price", "trigger_price_type", "price",
        "price_match", "order_price_type", "tp_trigger_price", "tp_trigger_price_type", "tp_order_price", "tp_type", "sl_trigger_price", "sl_trigger_price_type", "sl_order_price",
        "sl_type", "active_price", "callback_rate", "reduce_only", "relation_order_id", "created_time", "updated_time", "order_source",
    ];

    /// <summary>Reads an algo order, or a list of them.</summary>
    /// <returns>Null where what is there is not all algo orders, or contradicts itself.</returns>
    public static List<AlgoOrderOracle>? Read(JsonElement? data)
    {
        try
        {
            return data switch
            {
                { ValueKind: JsonValueKind.Object } => [One(data.Value)],
                { ValueKind: JsonValueKind.Array } => [.. data.Value.EnumerateArray().Select(One)],
                _ => null,
            };
        }
        catch (UnreadableException)
        {
            return null;
        }
    }

    /// <summary>Whether a price or a size was read as it stands. An exchange that writes 0 means that there is none (desk facts 1.3).</summary>
    public bool IsAmount(string member, decimal? read) => read is null ? IsNumber(member, null) || Figure(member) == 0 : read != 0 && IsNumber(member, read);

    private static AlgoOrderOracle One(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new UnreadableException();
        }

        var algo = new AlgoOrderOracle(StrictJson.Members(element, [.. Names.Select(name => new[] { name })]));
        foreach (string name in Names)
        {
            algo.Text(name);
        }

        _ = algo.Name("id");
        return algo.Name("algo_id") is not null && algo.Name("contract_code") is not null ? algo : throw new UnreadableException();
    }
}
