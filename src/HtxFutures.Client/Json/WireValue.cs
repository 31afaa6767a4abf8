using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HtxFutures.Json;

/// <summary>
/// Reads the value under a JSON reader the way the exchange means it. The same member comes as a number, a text, an
/// empty text or null, depending on endpoint and year (facts 7.3, 7.5), so every reading takes them all. Numbers are
/// read from their digits and never pass through floating point: order ids exceed 2^53. A value of the wrong shape
/// reads as null.
/// </summary>
internal static class WireValue
{
    /// <summary>
    /// The latest time that is read, in milliseconds since 1970: the end of the year 2999. The exchange's clock is
    /// followed, and one that were much further on would lead beyond the calendar's end.
    /// </summary>
    public const long LastTime = 32_503_679_999_999;

    /// <summary>The text of a string, the digits of a number, <c>true</c> or <c>false</c>; null for everything else.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return Encoding.ASCII.GetString(reader.ValueSpan);
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>A decimal number, to 28 digits.</summary>
    public static decimal? Decimal(ref Utf8JsonReader reader) =>
        Text(ref reader) is { } text
        && !text.Contains('\0', StringComparison.Ordinal)
        && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal value)
            ? value
            : null;

    /// <summary>A whole number of 32 bits.</summary>
    public static int? Int32(ref Utf8JsonReader reader) => Int32(Text(ref reader));

    /// <summary>The same, of a text that was read before.</summary>
    public static int? Int32(string? text) => (int?)WholeNumber.Parse(text, int.MinValue, int.MaxValue);

    /// <summary>The exchange's or the client's id of an order: digits, 1 to 9223372036854775807.</summary>
    public static string? Id(ref Utf8JsonReader reader)
    {
        // True and false are texts too, and no ids for want of digits.
        string? text = Text(ref reader);
        return WholeNumber.Parse(text, 1, long.MaxValue) is null ? null : text;
    }

    /// <summary>A yes or no, also written as 1 or 0.</summary>
    public static bool? Boolean(ref Utf8JsonReader reader) => Text(ref reader) switch
    {
        "1" => true,
        "0" => false,
        string text when text.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
        string text when text.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
        _ => null,
    };

    /// <summary>A time, written as milliseconds since 1970 (UTC).</summary>
    public static DateTimeOffset? Time(ref Utf8JsonReader reader) =>
        WholeNumber.Parse(Text(ref reader), 1, LastTime) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
}
