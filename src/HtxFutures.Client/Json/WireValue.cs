using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HtxFutures.Json;

/// <summary>
/// The value of a member, read the way the exchange means it. The same member comes as a number, a text, an empty text
/// or null, depending on endpoint and year (facts 7.3, 7.5), so every reading takes them all. Numbers are read from
/// their digits and never pass through floating point: order ids exceed 2^53. A value of the wrong shape reads as null.
/// </summary>
internal readonly ref struct WireValue
{
    /// <summary>
    /// The latest time that is read, in milliseconds since 1970: the end of the year 2999. The exchange's clock is
    /// followed, and one that were much further on would lead beyond the calendar's end.
    /// </summary>
    public const long LastTime = 32_503_679_999_999;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly JsonTokenType _type;
    private readonly bool _isEscaped;

    /// <param name="json">The value as it stands in the text, a text with its quotes.</param>
    /// <param name="type">How it begins.</param>
    /// <param name="isEscaped">Whether it is a text with escapes.</param>
    public WireValue(ReadOnlySpan<byte> json, JsonTokenType type, bool isEscaped)
    {
        Json = json;
        _type = type;
        _isEscaped = isEscaped;
    }

    /// <summary>It as it stands in the text, a text with its quotes.</summary>
    public ReadOnlySpan<byte> Json { get; }

    /// <summary>Whether the object has no such member.</summary>
    public bool IsMissing => _type == JsonTokenType.None;

    /// <summary>Whether there is something that could name a thing: a text, a number; or nothing at all.</summary>
    public bool IsName => _type is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null or JsonTokenType.None;

    /// <summary>Whether there is nothing: no member, or one that is null.</summary>
    public bool IsNull => _type is JsonTokenType.Null or JsonTokenType.None;

    /// <summary>The text of a string, the digits of a number, <c>true</c> or <c>false</c>; null for everything else.</summary>
    /// <exception cref="JsonException">It is no valid Unicode.</exception>
    public string? Text => _isEscaped ? Unescaped() : IsText ? Decode(Characters) : null;

    /// <summary>A decimal number, to 28 digits.</summary>
    public decimal? Decimal
    {
        get
        {
            ReadOnlySpan<byte> digits = Plain;
            return !digits.IsEmpty
                && !digits.Contains((byte)0)
                && decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal value)
                    ? value
                    : null;
        }
    }

    /// <summary>A whole number of 32 bits.</summary>
    public int? Int32 => (int?)WholeNumber.Parse(Plain, int.MinValue, int.MaxValue);

    /// <summary>The exchange's or the client's id of an order: digits, 1 to 9223372036854775807.</summary>
    public string? Id => WholeNumber.Parse(Plain, 1, long.MaxValue) is null ? null : Text;

    /// <summary>A yes or no, also written as 1 or 0.</summary>
    public bool? Boolean => Plain switch
    {
        [(byte)'1'] => true,
        [(byte)'0'] => false,
        var text when Ascii.EqualsIgnoreCase(text, "true"u8) => true,
        var text when Ascii.EqualsIgnoreCase(text, "false"u8) => false,
        _ => null,
    };

    /// <summary>A time, written as milliseconds since 1970 (UTC).</summary>
    public DateTimeOffset? Time => WholeNumber.Parse(Plain, 1, LastTime) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    /// <summary>The bytes of <see cref="Text"/>, empty where it is none.</summary>
    /// <exception cref="JsonException">It is no valid Unicode.</exception>
    public ReadOnlySpan<byte> Plain => _isEscaped ? Encoding.UTF8.GetBytes(Unescaped()) : IsText ? Characters : [];

    private bool IsText => _type is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False;

    private ReadOnlySpan<byte> Characters => _type == JsonTokenType.String ? Json[1..^1] : Json;

    private static string Decode(ReadOnlySpan<byte> characters)
    {
        if (Ascii.IsValid(characters))
        {
            return Encoding.Latin1.GetString(characters); // nearly every text, and quicker
        }

        try
        {
            return s_strict.GetString(characters);
        }
        catch (DecoderFallbackException failure)
        {
            throw new JsonException("A text is no valid Unicode.", failure);
        }
    }

    private string Unescaped()
    {
        var reader = new Utf8JsonReader(Json);
        reader.Read();
        return Read(ref reader);
    }

    /// <summary>The text under a reader.</summary>
    /// <exception cref="JsonException">It is no valid Unicode: half a surrogate pair.</exception>
    public static string Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException failure)
        {
            throw new JsonException("A text is no valid Unicode.", failure);
        }
    }
}
