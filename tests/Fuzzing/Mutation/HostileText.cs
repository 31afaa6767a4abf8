using System.Globalization;
using System.Text;

namespace HtxFutures.Fuzzing.Mutation;

/// <summary>Values that readers stumble over, and ways to spoil good ones.</summary>
internal static class HostileText
{
    // Characters that act on a terminal, turn the reading direction, break lines, are half of one, or are nothing.
    private static readonly string[] s_characters =
    [
        "\\u0000", "\\u0007", "\\u001b[2J", "\\r\\n", "\\u0085", "\\u009b31m", "\\u200b", "\\u200e", "\\u202e", "\\u2028", "\\u2029", "\\u2066", "\\u061c", "\\ufeff",
        "\\ud800", "\\udc00", "\\ud83d\\ude00", "\\udb40\\udc41", "\\ue000", "\\uffff", "\u202e", "\u200b", "\u2028", "\u007f", "\u0090", "\u0301", "成功", "😀", "２", "٢", " ", "\\t", "\\\"", "\\\\", "\\/",
    ];

    private static readonly string[] s_insertions = [".0", "e0", "e1", "-", "+", "0", " ", ","];

    private static readonly string[] s_quotable = ["\"Success\"", "\"api\"", "\"new\"", "\"x\"", "\"limit\"", "\"The order does not exist\"", "\"The parameter margin_mode is illegal\""];

    private static readonly string[] s_codes = ["200", "200", "1061", "1062", "1063", "1071", "1017", "1051", "1004", "1032", "1205", "1048", "\"200\"", "\"1071\"", "null"];

    private static readonly string[] s_ids = ["\"1550000000000000001\"", "1550000000000000002", "\"1550000000000000003\"", "\"577000000000000001\"", "577000000000000002", "null", "\"\""];

    private static readonly string[] s_states = ["\"new\"", "\"canceled\"", "\"filled\"", "\"partially_canceled\"", "\"partially_filled\"", "\"rejected\"", "3"];

    private static readonly string[] s_values =
    [
        // Codes, plainly written and not.
        "200", "\"200\"", "200.0", "2e2", "20e1", "0.2e3", "\"200 \"", "\" 200\"", "\"+200\"", "\"0200\"", "\"200\\u0000\"", "\"200.0\"", "\"2e2\"", "\"２００\"", "\"٢٠٠\"", "\"0xC8\"", "\"\\u0032\\u0030\\u0030\"",
        "4294967496", "18446744073709551816", "-200", "-0", "0", "201", "403", "404", "429", "1004", "1032", "1048", "1051", "1061", "1062", "1063", "1071", "1205", "1431", "12001", "\"1071\"", "1071.0",

        // Ids, as they are and spoilt.
        "\"1550000000000000001\"", "1550000000000000001", "\"1550000000000000002\"", "\"577000000000000001\"", "577000000000000002", "1550000000000000000.1", "1.550000000000000001e18",
        "\"1550000000000000001\\u0000\"", "\"1550000000000000001\\u200b\"", "\"\\u202e1550000000000000001\"", "\" 1550000000000000001\"", "\"01550000000000000001\"", "\"+1550000000000000001\"",
        "9223372036854775807", "9223372036854775808", "\"9223372036854775808\"", "9007199254740993", "\"-1\"", "\"\\u0031550000000000000001\"",

        // Words.
        "\"new\"", "\"canceled\"", "\"filled\"", "\"partially_canceled\"", "\"partially_filled\"", "\"rejected\"", "\"Canceled\"", "\"canceled \"", "\"canceled\\u0000\"", "\"cancelling\"", "3", "4", "7",
        "\"ok\"", "\"error\"", "\"maintain\"", "\"Success\"", "\"cross\"", "\"isolated\"", "\"buy\"", "\"sell\"", "\"long\"", "\"limit\"", "\"gtc\"", "\"ETH-USDT\"", "\"BTC-USDT\"", "\"eth-usdt\"", "\"ETH-USDT\\u0000\"", "\"BTC-USDT-261225\"",

        // Times and sizes.
        "1789716092325", "\"1789716092325\"", "253402300799999", "\"253402300799999\"", "253402300800000", "-1", "1e400", "-1e400", "1e-400", "\"1e-30\"", "99999999999999999999999999", "\"NaN\"", "\"Infinity\"", "\"1,000\"", "\"0.1\"", "79228162514264337593543950335", "\"1\\u0000\"",

        // Nothing, and the wrong thing.
        "null", "true", "false", "\"true\"", "\"false\\u0000\"", "[]", "{}", "\"\"", "\" \"", "[[]]", "{\"\":{}}", "[null]", "{\"code\":200}", "{\"data\":[]}", "\"null\"",
    ];

    // Not JSON at all; seldom, since they are met at the door.
    private static readonly string[] s_garbage = ["NaN", "nul", "'x'", "/**/0", "01", ".5", "+1", "\"\n\"", "", "\"", "{\"a\":1,}", "[1,]", "undefined", "0x10"];

    /// <summary>A value, now and then one without measure.</summary>
    public static string Value(Random random) => random.Next(40) switch
    {
        0 => Long(random),
        1 => Nested(random),
        2 when random.Next(4) == 0 => s_garbage[random.Next(s_garbage.Length)],
        < 6 => Tweak(random, s_values[random.Next(s_values.Length)]),
        _ => s_values[random.Next(s_values.Length)],
    };

    /// <summary>A value for a member: as often as not one that it might have, since two good ones can be worse than a bad one.</summary>
    public static string ValueFor(Random random, string name) => name switch
    {
        _ when random.Next(2) == 0 => Value(random),
        _ when name.Contains("code", StringComparison.Ordinal) && !name.Contains("contract", StringComparison.Ordinal) => s_codes[random.Next(s_codes.Length)],
        _ when name.Contains("id\"", StringComparison.Ordinal) => s_ids[random.Next(s_ids.Length)],
        "\"state\"" => s_states[random.Next(s_states.Length)],
        _ => Value(random),
    };

    /// <summary>The same body, now and then with a word of the exchange's made into one that quotes a key: it has been seen to quote the key that it refuses.</summary>
    public static byte[] WithKey(Random random, byte[] body, string key)
    {
        if (random.Next(20) > 0)
        {
            return body;
        }

        string word = s_quotable[random.Next(s_quotable.Length)];
        return Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(body).Replace(word, $"\"key {new string('x', random.Next(200))}{key} wrong\"", StringComparison.Ordinal));
    }

    /// <summary>A character to spoil a text with, as it is written in JSON.</summary>
    public static string Character(Random random) => s_characters[random.Next(s_characters.Length)];

    /// <summary>The same value, not quite.</summary>
    public static string Tweak(Random random, string token) => token.StartsWith('"') ? TweakText(random, token) : TweakNumber(random, token);

    /// <summary>A name that says the same in other letters, or nearly the same.</summary>
    public static string Disguise(Random random, string name)
    {
        if (name.Length < 3)
        {
            return "\"\"";
        }

        int at = random.Next(1, name.Length - 1);
        return random.Next(4) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"{name[..at]}\\u{(int)name[at]:x4}{name[(at + 1)..]}"),
            1 => name.ToUpperInvariant(),
            2 => name.Insert(at, Character(random)),
            _ => name.Replace('_', '-'),
        };
    }

    private static string TweakText(Random random, string token)
    {
        int at = random.Next(1, Math.Max(1, token.Length - 1) + 1);
        return random.Next(6) switch
        {
            0 => token.Insert(at, Character(random)),
            1 => token.Insert(at, random.Next(10).ToString(CultureInfo.InvariantCulture)),
            2 when token.Length > 2 => token.Remove(Math.Min(at, token.Length - 2), 1),
            3 => token.Insert(at, s_insertions[random.Next(s_insertions.Length)]),
            4 => token.Insert(Math.Max(1, token.Length - 1), Character(random)),
            _ when at < token.Length - 1 && token[at] is >= '0' and <= 'z' and not '\\' && token[at - 1] != '\\' => string.Create(CultureInfo.InvariantCulture, $"{token[..at]}\\u{(int)token[at]:x4}{token[(at + 1)..]}"),
            _ => token,
        };
    }

    private static string TweakNumber(Random random, string token) => random.Next(6) switch
    {
        0 => $"{token}.0",
        1 => $"{token}e{random.Next(-3, 30)}",
        2 => $"-{token}",
        3 => token.Insert(random.Next(token.Length + 1), s_insertions[random.Next(s_insertions.Length)]),
        4 when token.Length > 1 => token.Remove(random.Next(1, token.Length), 1),
        _ => $"{token}{random.Next(10)}",
    };

    private static string Long(Random random)
    {
        int length = random.Next(1, random.Next(20) == 0 ? 60_000 : 2_000);
        return random.Next(4) switch
        {
            0 => new string((char)random.Next('1', '9'), length),
            1 => $"0.{new string('0', length)}1",
            2 => $"\"{string.Concat(Enumerable.Repeat(Character(random), Math.Max(1, length / 6)))}\"",
            _ => $"\"{new string('x', length)}\"",
        };
    }

    private static string Nested(Random random)
    {
        int depth = random.Next(random.Next(10) == 0 ? 20_000 : 130);
        return random.Next(2) == 0
            ? $"{new string('[', depth)}{new string(']', random.Next(20) == 0 ? depth / 2 : depth)}"
            : $"{string.Concat(Enumerable.Repeat("{\"data\":", depth))}1{new string('}', depth)}";
    }
}
