using System.Text;

namespace HtxFutures.Json;

/// <summary>The exchange's words for the values of an enumeration, in both directions. Its first value stands for what is not known here.</summary>
/// <param name="rows">Each value and its word; of several words for one value the first is written, the others are only read.</param>
internal sealed class Words<T>(params (T Value, string Word)[] rows)
    where T : struct, Enum
{
    /// <summary>The exchange's word for a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has none.</exception>
    public string this[T value]
    {
        get
        {
            foreach ((T known, string word) in rows)
            {
                if (EqualityComparer<T>.Default.Equals(known, value))
                {
                    return word;
                }
            }

            throw new ArgumentOutOfRangeException(nameof(value), value, $"The exchange has no word for the {typeof(T).Name} {value}.");
        }
    }

    /// <summary>What the exchange means, and what it wrote, fit to be shown.</summary>
    public (T Value, string? Raw) Read(WireValue value)
    {
        ReadOnlySpan<byte> text = value.Plain;
        foreach ((T known, string word) in rows)
        {
            if (Ascii.Equals(text, word))
            {
                return (known, word);
            }
        }

        return (default, ExchangeText.Clean(value.Text));
    }
}
