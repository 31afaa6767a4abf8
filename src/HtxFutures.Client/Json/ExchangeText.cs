using System.Globalization;
using System.Text;

namespace HtxFutures.Json;

/// <summary>Makes a text of the exchange fit to be shown.</summary>
internal static class ExchangeText
{
    private const int Longest = 200;

    /// <summary>
    /// The text without characters that act on a terminal or turn the reading direction, and cut to a sensible length;
    /// null where nothing is left.
    /// </summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (text.Length <= Longest && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text; // nearly every text is of this kind
        }

        var clean = new StringBuilder(Math.Min(text.Length, Longest + 1));
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (clean.Length >= Longest)
            {
                clean.Append('…');
                break;
            }

            if (!IsHarmful(rune))
            {
                clean.Append(rune.ToString());
            }
        }

        string result = clean.ToString();
        return string.IsNullOrWhiteSpace(result) ? null : result;
    }

    /// <summary>Whether a text is there and stands as it came, nothing to be taken from it.</summary>
    public static bool IsClean(string? text) => text is not null && Clean(text) == text;

    /// <summary>Whether a character acts on a terminal, turns the reading direction, or is not to be seen.</summary>
    public static bool IsHarmful(Rune rune) => IsInvisible(rune.Value) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned;

    // Letters and marks that Unicode calls default ignorable: by their category they could be part of a name. The marks
    // that choose the look of an emoji are among them, and are no loss in a text.
    private static bool IsInvisible(int rune) => rune is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5
        or (>= 0x180B and <= 0x180F) or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0100 and <= 0xE01EF);
}
