using System.Text.Json;

namespace HtxFutures.Fuzzing.Oracles;

/// <summary>An order in an answer, by a reading of its own.</summary>
/// <param name="Members">Its members.</param>
internal sealed record OrderOracle(ILookup<string, JsonElement> Members) : RowOracle(Members)
{
    private static readonly string[] s_read =
    [
        "id", "order_id", "client_order_id", "contract_code", "side", "position_side", "type", "margin_mode", "state", "time_in_force", "cancel_reason", "order_source",
        "price", "volume", "trade_volume", "trade_avg_price", "reduce_only", "lever_rate", "created_time", "updated_time",
    ];

    /// <summary>Reads an order, or a list of them.</summary>
    /// <returns>Null where what is there is not all orders, or contradicts itself.</returns>
    public static List<OrderOracle>? Read(JsonElement? data)
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

    /// <summary>The exchange's id.</summary>
    public string? OrderId => Name("order_id") ?? Name("id");

    /// <summary>The contract.</summary>
    public string? ContractCode => Name("contract_code");

    private static OrderOracle One(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new UnreadableException();
        }

        var order = new OrderOracle(StrictJson.Members(element, [.. s_read.Select(name => new[] { name })]));
        Array.ForEach(s_read, name => order.Text(name));
        string?[] names = [order.Name("id"), order.Name("order_id")];
        return names.Any(name => name is not null) && order.ContractCode is not null ? order : throw new UnreadableException();
    }
}
