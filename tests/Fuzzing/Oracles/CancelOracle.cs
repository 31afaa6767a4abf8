using System.Text.Json;

namespace HtxFutures.Fuzzing.Oracles;

/// <summary>What an answer says of one order that was to be cancelled, by a reading of its own.</summary>
/// <param name="Code">Its code; null where there is none.</param>
/// <param name="OrderId">The exchange's id, as it stands there; null where there is none.</param>
/// <param name="ClientOrderId">The client's id, likewise.</param>
internal sealed record CancelOracle(int? Code, string? OrderId, string? ClientOrderId)
{
    private static readonly string[] s_codes = ["code", "error_code"];

    /// <summary>Reads what the data of an answer says: one object, or those in a list.</summary>
    /// <param name="data">The data.</param>
    /// <param name="id">What the exchange's id is called there.</param>
    /// <param name="clientId">What the client's id is called there.</param>
    /// <returns>Null where one of them is garbled or says two things.</returns>
    public static List<CancelOracle>? Read(JsonElement? data, string id = "order_id", string clientId = "client_order_id")
    {
        try
        {
            IEnumerable<JsonElement> objects = data switch
            {
                { ValueKind: JsonValueKind.Object } => [data.Value],
                { ValueKind: JsonValueKind.Array } => data.Value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object),
                _ => [],
            };
            return [.. objects.Select(item => One(item, id, clientId)).Where(item => item is not { Code: null, OrderId: null, ClientOrderId: null })];
        }
        catch (UnreadableException)
        {
            return null;
        }
    }

    /// <summary>Whether it speaks of an order: by the id that the order goes by, and by the other one only where that is missing.</summary>
    public bool Names(string? orderId, string? clientOrderId) => orderId is null
        ? ClientOrderId == clientOrderId || (ClientOrderId is null && OrderId == clientOrderId)
        : OrderId == orderId || (OrderId is null && ClientOrderId == orderId);

    private static CancelOracle One(JsonElement element, string id, string clientId)
    {
        ILookup<string, JsonElement> members = StrictJson.Members(element, s_codes, ["success"], [id], [clientId]);
        foreach (JsonElement text in members["message"].Concat(members["error_msg"]))
        {
            _ = ((JsonElement?)text).Text();
        }

        int? code = members.Find(s_codes).Whole();
        bool? success = members.Find("success").YesOrNo();
        code = success == true && (code ?? 0) == 0 ? 200 : code;
        return success == false && code == 200
            ? throw new UnreadableException()
            : new CancelOracle(code, members.Find(id).Id(), members.Find(clientId).Id());
    }
}
