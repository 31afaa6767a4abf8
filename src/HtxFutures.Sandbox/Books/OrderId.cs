using System.Globalization;

namespace HtxFutures.Sandbox.Books;

/// <summary>Order ids and client order ids: whole numbers from 1 to 9223372036854775807, as text (facts 7).</summary>
internal static class OrderId
{
    public static bool TryParse(string text, out long id) =>
        // The parser takes zeros before a number and NUL characters behind it; neither is how an id is written.
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id > 0 && Text(id) == text;

    public static long Parse(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    public static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
