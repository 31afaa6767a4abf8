using System.Text;
using HtxFutures.Json;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>A text of the exchange made fit to be shown (<see cref="ExchangeText"/>): bounded, harmless, and otherwise what it was.</summary>
internal static class TextTarget
{
    // Ranges in which the harmful ones lie, besides those that are drawn from everywhere.
    private static readonly (int First, int Last)[] s_ranges =
        [(0, 0x20), (0x7F, 0xA0), (0x600, 0x61C), (0x200B, 0x2010), (0x2028, 0x202F), (0x2060, 0x2070), (0xD7F0, 0xE010), (0xFEFF, 0xFEFF), (0xFFF0, 0xFFFF), (0x1F600, 0x1F610), (0xE0000, 0xE0080), (0x10FFF0, 0x10FFFF)];

    public static FuzzTarget Target { get; } = new("text", Draw, Check, ["nothing left", "as it was", "cleaned", "cut"]);

    private static byte[] Draw(Random random)
    {
        var text = new StringBuilder();
        for (int length = random.Next(random.Next(10) == 0 ? 5000 : 260); length > 0; length--)
        {
            (int first, int last) = random.Next(3) > 0 ? (' ', '~') : s_ranges[random.Next(s_ranges.Length)];
            int drawn = random.Next(40) == 0 ? random.Next(0x110000) : random.Next(first, last + 1);
            text.Append(drawn < 0x10000 ? ((char)drawn).ToString() : char.ConvertFromUtf32(drawn));
        }

        // Two bytes for each, since half a pair survives no other encoding.
        return [.. text.ToString().SelectMany(c => new[] { (byte)(c >> 8), (byte)c })];
    }

    private static string Check(byte[] input)
    {
        string text = string.Concat(Enumerable.Range(0, input.Length / 2).Select(i => (char)((input[2 * i] << 8) | input[(2 * i) + 1])));
        long before = GC.GetAllocatedBytesForCurrentThread();
        string? clean = ExchangeText.Clean(text);
        Property.Frugal(before, input.Length);
        Property.Showable(clean, "a clean text", 202);
        if (clean is null)
        {
            Property.Require(!text.Any(char.IsAsciiLetterOrDigit), "what can be read is not hidden", () => $"{text.Length} characters");
            return "nothing left";
        }

        Property.Require(!string.IsNullOrWhiteSpace(clean), "a text is more than blanks", () => $"{clean.Length} characters");
        Property.Same(clean, ExchangeText.Clean(clean), "a clean text stays as it is");
        Property.Same(clean == text, ExchangeText.IsClean(text), "a text is clean if it stays as it is");
        string letters = string.Concat(text.Where(char.IsAsciiLetterOrDigit));
        string kept = string.Concat(clean.Where(char.IsAsciiLetterOrDigit));
        bool isCut = clean.EndsWith('…') && clean.Length > 200;
        Property.Require(isCut ? letters.StartsWith(kept, StringComparison.Ordinal) : letters == kept, "what can be read stays", () => $"{kept.Length} of {letters.Length}");
        return isCut ? "cut" : clean == text ? "as it was" : "cleaned";
    }
}
