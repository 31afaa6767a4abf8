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

    /// <summary>An exact decimal number.</summary>
    public static decimal? Decimal(ref Utf8JsonReader reader) =>
        decimal.TryParse(Text(ref reader), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) ? value : null;

    /// <summary>A whole number of 32 bits.</summary>
    public static int? Int32(ref Utf8JsonReader reader) =>
        int.TryParse(Text(ref reader), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : null;

    /// <summary>A yes or no, also written as 1 or 0.</summary>
    public static bool? Boolean(ref Utf8JsonReader reader) => Text(ref reader) switch
    {
        "1" => true,
        "0" => false,
        string text when bool.TryParse(text, out bool value) => value,
        _ => null,
    };

    /// <summary>A time, written as milliseconds since 1970 (UTC).</summary>
    public static DateTimeOffset? Time(ref Utf8JsonReader reader)
    {
        bool isNumber = long.TryParse(Text(ref reader), NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds);
        return isNumber && milliseconds > 0 && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
    }
}
