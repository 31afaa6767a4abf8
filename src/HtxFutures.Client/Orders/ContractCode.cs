using System.Buffers;
using System.Globalization;
using System.Text;
using HtxFutures.Json;

namespace HtxFutures;

/// <summary>
/// The shape of a contract's name: base and quote, and for a delivery contract its day (facts 2.1). The base has letters
/// of any script: the exchange lists contracts such as 龙虾-USDT.
/// </summary>
internal static class ContractCode
{
    private const int LongestBase = 30;
    private const int LongestQuote = 10;
    private const int DayLength = 6;

    private static readonly SearchValues<char> s_quoteLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <summary>The code in upper case, without surrounding blanks.</summary>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: the text has another shape.</exception>
    public static string Parse(string? text)
    {
        // Invariant: in Turkish, the upper case of i is another letter.
        string code = (text ?? "").Trim().ToUpperInvariant();
        return HasShape(code) ? code : throw new HtxException(HtxErrorKind.InvalidParameter, $"The contract code '{ExchangeText.Clean(text) ?? " "}' is not one{(ExchangeText.IsClean(text?.Trim()) ? "" : ": it is empty, or holds characters that are not to be seen")}.")
        {
            Advice = "Contract codes look like BTC-USDT (perpetual) or BTC-USDT-261225 (delivery, year month day).",
        };
    }

    private static bool HasShape(ReadOnlySpan<char> code)
    {
        Span<Range> parts = stackalloc Range[4]; // one more than there may be
        return code.Split(parts, '-') switch
        {
            2 => IsBase(code[parts[0]]) && IsQuote(code[parts[1]]),
            3 => IsBase(code[parts[0]]) && IsQuote(code[parts[1]]) && IsDay(code[parts[2]]),
            _ => false,
        };
    }

    private static bool IsDay(ReadOnlySpan<char> text) => text.Length == DayLength && !text.ContainsAnyExceptInRange('0', '9');

    private static bool IsQuote(ReadOnlySpan<char> text) => text.Length is >= 2 and <= LongestQuote && !text.ContainsAnyExcept(s_quoteLetters);

    private static bool IsBase(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > LongestBase)
        {
            return false;
        }

        bool followsLetter = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isPart = Rune.GetUnicodeCategory(rune) switch
            {
                // Some scripts write their vowels as marks; a letter that is small here has no capital, and codes have no small ones.
                UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter => true,
                UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => followsLetter,
                _ => Rune.IsDigit(rune) && rune.IsAscii,
            };
            if (!isPart || ExchangeText.IsHarmful(rune))
            {
                return false;
            }

            followsLetter = !Rune.IsDigit(rune);
        }

        return true;
    }
}
