using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HtxFutures.Fuzzing.Oracles;

/// <summary>An order in an answer, by a reading of its own.</summary>
/// <param name="Members">Its members.</param>
internal sealed partial record OrderOracle(ILookup<string, JsonElement> Members)
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

    /// <summary>The exchange's own text for a member; null where there is none.</summary>
    public string? Text(string member) => Members.Find(member).Text();

    /// <summary>What names the order: as it stands, or it names none.</summary>
    public string? Name(string member)
    {
        JsonElement? element = Members.Find(member);
        if (element is null or { ValueKind: JsonValueKind.Null } || string.IsNullOrWhiteSpace(element.Text()))
        {
            return element is null or { ValueKind: JsonValueKind.Null or JsonValueKind.String } ? null : throw new UnreadableException();
        }

        return element is { ValueKind: JsonValueKind.String or JsonValueKind.Number } && IsShowable(element.Text()!) ? element.Text() : throw new UnreadableException();
    }

    /// <summary>Whether a text could be shown as it stands.</summary>
    public static bool IsShowable(string text)
    {
        try
        {
            Property.Showable(text, "a name", 200);
            return !text.EnumerateRunes().Any(rune => System.Text.Rune.GetUnicodeCategory(rune) is UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
        }
        catch (BrokenPropertyException)
        {
            return false;
        }
    }

    /// <summary>Whether a number was read as it stands, as nearly as floating point can tell.</summary>
    public bool IsNumber(string member, decimal? read)
    {
        string? text = Text(member);
        if (text is null || !Number().IsMatch(text))
        {
            return read is null;
        }

        double value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return read is { } number
            ? Math.Abs((double)number - value) <= Math.Max(1e-27, Math.Abs(value) * 1e-12)
            : Math.Abs(value) > 7.9e28 || text.Length > 1000 || Extreme().IsMatch(text);
    }

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

    [GeneratedRegex(@"\A[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"[eE][+-]?[0-9]{4,}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Extreme();
}
