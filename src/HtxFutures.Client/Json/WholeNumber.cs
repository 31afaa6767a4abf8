using System.Globalization;
using System.Text;

namespace HtxFutures.Json;

/// <summary>Whole numbers, read from their digits.</summary>
internal static class WholeNumber
{
    private const int MostDigits = 20;

    /// <summary>
    /// Reads a number that is written as JSON would write it. The framework takes more than that for one: a plus or
    /// zeros before it, NUL characters behind it.
    /// </summary>
    /// <param name="text">The text; empty where there is none.</param>
    /// <param name="least">The least that it may be.</param>
    /// <param name="most">The most that it may be.</param>
    /// <returns>Null where it is no such number.</returns>
    public static long? Parse(ReadOnlySpan<byte> text, long least, long most) =>
        IsPlain(text)
        && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
        && number >= least
        && number <= most
            ? number
            : null;

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, long, long)"/>
    public static long? Parse(string text, long least, long most)
    {
        Span<byte> bytes = stackalloc byte[MostDigits];
        return Encoding.UTF8.TryGetBytes(text, bytes, out int length) ? Parse(bytes[..length], least, most) : null;
    }

    private static bool IsPlain(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> digits = text is [(byte)'-', ..] ? text[1..] : text;
        return !digits.IsEmpty && (digits[0] != '0' || digits.Length == 1) && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }
}
