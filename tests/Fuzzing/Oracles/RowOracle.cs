using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HtxFutures.Fuzzing.Oracles;

/// <summary>A row of an answer, by a reading of its own.</summary>
/// <param name="Members">Its members.</param>
internal partial record RowOracle(ILookup<string, JsonElement> Members)
{
    /// <summary>The exchange's own text for a member; null where there is none.</summary>
    public string? Text(string member) => Members.Find(member).Text();

    /// <summary>What names the thing: as it stands, or it names none.</summary>
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

    /// <summary>Whether a member that decides nothing is there once, and so may be believed.</summary>
    public bool IsSaidOnce(string member) => Members[member].Count() == 1;

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

    /// <summary>A number, for what is decided by it; null where it is none, or one that no decimal number holds.</summary>
    public decimal? Figure(string member) =>
        Text(member) is { } text && Number().IsMatch(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal figure) ? figure : null;

    [GeneratedRegex(@"\A[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"[eE][+-]?[0-9]{4,}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Extreme();
}
