using System.Globalization;

namespace HtxFutures.Orders;

/// <summary>
/// Tells ids whose last digits a program has probably lost: spreadsheets keep 15 digits of a number, and readers that
/// take numbers for floating point 17; what comes after is zeros. Ids have 18 or 19. One in ten thousand ends so by
/// itself, so that it is said only of an id that the exchange does not know.
/// </summary>
internal static class RoundedId
{
    private const int SpreadsheetDigits = 15;
    private const int FloatingPointDigits = 17;

    /// <summary>What speaks for it, as a sentence; null where nothing does.</summary>
    public static string? Suspicion(string? id)
    {
        string kept = id?.TrimEnd('0') ?? "";
        if (id is null || id.Length - kept.Length < 2 || id.Length <= SpreadsheetDigits || kept.Length > FloatingPointDigits)
        {
            return null;
        }

        (int digits, string program) = kept.Length <= SpreadsheetDigits ? (SpreadsheetDigits, "a spreadsheet") : (FloatingPointDigits, "a JSON reader that knows only floating point");
        return string.Create(CultureInfo.InvariantCulture, $"Its digits after the {digits}th are zeros: {program} may have rounded it, and the order that is meant may be open.");
    }
}
