using System.Globalization;

namespace HtxFutures.Json;

/// <summary>Whole numbers, read from their digits.</summary>
internal static class WholeNumber
{
    /// <summary>
    /// Reads a number that is written as JSON would write it. The framework takes more than that for one: a plus or
    /// zeros before it, NUL characters behind it.
    /// </summary>
    /// <param name="text">The text; null where there is none.</param>
    /// <param name="least">The least that it may be.</param>
    /// <param name="most">The most that it may be.</param>
    /// <returns>Null where it is no such number.</returns>
    public static long? Parse(string? text, long least, long most) =>
        IsPlain(text)
        && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
        && number >= least
        && number <= most
            ? number
            : null;

    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> digits = text is ['-', ..] ? text[1..] : text;
        return !digits.IsEmpty && (digits[0] != '0' || digits.Length == 1) && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
