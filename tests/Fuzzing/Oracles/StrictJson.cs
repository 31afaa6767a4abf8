using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HtxFutures.Fuzzing.Oracles;

/// <summary>
/// JSON read by another way than the client's: parsed whole into a document, numbers recognised by their letters. What
/// is contradictory or unreadable is thrown, and caught where a whole is judged.
/// </summary>
internal static partial class StrictJson
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The value that the bytes are, all of them.</summary>
    /// <exception cref="UnreadableException">They are none.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _ = s_utf8.GetCharCount(bytes);
            return JsonElement.Parse(bytes);
        }
        catch (Exception failure) when (failure is JsonException or DecoderFallbackException)
        {
            throw new UnreadableException();
        }
    }

    /// <summary>The members of an object, by name.</summary>
    /// <exception cref="UnreadableException">One of the names is no text, or one of <paramref name="single"/> comes twice, by whichever of its names.</exception>
    public static ILookup<string, JsonElement> Members(JsonElement element, params string[][] single)
    {
        try
        {
            ILookup<string, JsonElement> members = element.EnumerateObject().ToLookup(member => member.Name, member => member.Value, StringComparer.Ordinal);
            return single.All(names => names.Sum(name => members[name].Count()) <= 1) ? members : throw new UnreadableException();
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableException();
        }
    }

    /// <summary>The value under any of some names; null where there is none.</summary>
    public static JsonElement? Find(this ILookup<string, JsonElement> members, params string[] names)
    {
        JsonElement[] found = [.. names.SelectMany(name => members[name])];
        return found.Length == 0 ? null : found[^1];
    }

    /// <summary>The text of a string, the letters of a number or of a yes or no; null for everything else.</summary>
    /// <exception cref="UnreadableException">It is half a character.</exception>
    public static string? Text(this JsonElement? element)
    {
        try
        {
            return element?.ValueKind switch
            {
                JsonValueKind.String => element.Value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.Value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableException();
        }
    }

    /// <summary>A whole number of 32 bits, plainly written, as a number or as text.</summary>
    public static int? Whole(this JsonElement? element) =>
        element.Text() is { } text && Plain().IsMatch(text) && int.TryParse(text, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>Milliseconds since 1970, plainly written, of a time that is not beyond the year 3000.</summary>
    public static long? Stamp(this JsonElement? element) =>
        element.Text() is { } text && Plain().IsMatch(text) && long.TryParse(text, CultureInfo.InvariantCulture, out long number) && number is > 0 and < 32_503_680_000_000 ? number : null;

    /// <summary>A yes or no, also as 1 or 0, in any letters.</summary>
    public static bool? YesOrNo(this JsonElement? element) => element.Text()?.ToUpperInvariant() switch
    {
        "TRUE" or "1" => true,
        "FALSE" or "0" => false,
        _ => null,
    };

    /// <summary>An id: digits, 1 to 9223372036854775807, as a number or as text.</summary>
    public static string? Id(this JsonElement? element) =>
        element?.ValueKind is JsonValueKind.String or JsonValueKind.Number && element.Text() is { } text && Positive().IsMatch(text) && long.TryParse(text, CultureInfo.InvariantCulture, out _) ? text : null;

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"\A[1-9][0-9]{0,18}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Positive();
}
