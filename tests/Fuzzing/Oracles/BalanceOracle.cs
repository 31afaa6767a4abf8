using System.Text.Json;

namespace HtxFutures.Fuzzing.Oracles;

/// <summary>A balance in an answer, or one of its currencies, by a reading of its own.</summary>
/// <param name="Members">Its members.</param>
internal sealed record BalanceOracle(ILookup<string, JsonElement> Members) : RowOracle(Members)
{
    private static readonly string[] s_telling = ["equity", "available_margin", "initial_margin", "maintenance_margin", "profit_unreal"];
    private static readonly string[] s_figures = [.. s_telling, "maintenance_margin_rate", "updated_time"];

    /// <summary>All that are read.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_figures, "state", "details", "currency", "isolated_equity", "isolated_available", "withdraw_available"];

    /// <summary>Its currencies.</summary>
    public IReadOnlyList<BalanceOracle> Currencies { get; private init; } = [];

    /// <summary>Whether it shows a figure other than 0.</summary>
    public bool SaysSomething => s_telling.Any(name => Figure(name) is not (null or 0));

    /// <summary>Reads a balance.</summary>
    /// <returns>Null where it is none, or contradicts itself.</returns>
    public static BalanceOracle? Read(JsonElement? data)
    {
        try
        {
            if (data is not { ValueKind: JsonValueKind.Object } element)
            {
                return null;
            }

            BalanceOracle account = One(element, "state", "details");
            JsonElement? details = account.Members.Find("details");
            if (details is not null and not { ValueKind: JsonValueKind.Null or JsonValueKind.Array })
            {
                return null;
            }

            BalanceOracle[] currencies = details is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(Currency)] : [];
            return currencies.DistinctBy(currency => currency.Name("currency")).Count() == currencies.Length ? account with { Currencies = currencies } : null;
        }
        catch (UnreadableException)
        {
            return null;
        }
    }

    private static BalanceOracle Currency(JsonElement element)
    {
        BalanceOracle currency = One(element, "currency", "isolated_equity", "isolated_available");
        return currency.Name("currency") is not null ? currency : throw new UnreadableException();
    }

    private static BalanceOracle One(JsonElement element, params string[] more)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new UnreadableException();
        }

        string[] names = [.. s_figures, .. more];
        var row = new BalanceOracle(StrictJson.Members(element, [.. names.Select(name => new[] { name })]));
        Array.ForEach(names, name => row.Text(name));
        return row;
    }
}
