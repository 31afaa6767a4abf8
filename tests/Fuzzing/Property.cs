using System.Globalization;

namespace HtxFutures.Fuzzing;

/// <summary>What must hold, for more than one target.</summary>
internal static class Property
{
    // Once for tables and caches that a first input fills, and for each byte: a row of an order has thirty of them at
    // least, and becomes an object of 300 bytes and a few texts.
    private const long FreeBytes = 4 << 20;
    private const long BytesForEach = 300;

    /// <summary>Texts are cut after 200 characters, and some sentences hold two of them.</summary>
    private const int LongestSentence = 1200;

    /// <summary>Breaks a property where a condition does not hold.</summary>
    public static void Require(bool condition, string property, Func<string> details)
    {
        if (!condition)
        {
            throw new BrokenPropertyException(property, details());
        }
    }

    /// <summary>Breaks a property where two values differ.</summary>
    public static void Same<T>(T expected, T actual, string property) => Require(
        EqualityComparer<T>.Default.Equals(expected, actual), property, () => string.Create(CultureInfo.InvariantCulture, $"expected {expected}, was {actual}"));

    /// <summary>Memory: in proportion to what came over the wire.</summary>
    /// <param name="before">What this thread had allocated before.</param>
    /// <param name="length">The bytes of the input.</param>
    public static void Frugal(long before, int length)
    {
        long used = GC.GetAllocatedBytesForCurrentThread() - before;
        Require(used <= FreeBytes + (length * BytesForEach), "memory stays in proportion to the input", () => $"{used} bytes for {length}");
    }

    /// <summary>A text that a user may see acts on no terminal, turns no reading direction, and has an end.</summary>
    public static void Showable(string? text, string what, int longest = LongestSentence)
    {
        if (text is null)
        {
            return;
        }

        Require(text.Length <= longest, $"{what} has an end", () => $"{text.Length} characters");
        for (int i = 0; i < text.Length; i++)
        {
            Require(!IsHarmful(text, i), $"{what} is fit for a terminal", () => $"U+{(int)text[i]:X4} in it");
        }
    }

    // Not by runes, as the client does it: by characters, and by the general category of the code point at each place.
    private static bool IsHarmful(string text, int at)
    {
        char c = text[at];
        if (char.IsLowSurrogate(c))
        {
            return at == 0 || !char.IsHighSurrogate(text[at - 1]);
        }

        return (char.IsHighSurrogate(c) && (at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])))
            || c is < ' ' or (>= '\u007f' and <= '\u009f') or '\u061c' or '\u200e' or '\u200f' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069')
            || CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.Control;
    }
}
