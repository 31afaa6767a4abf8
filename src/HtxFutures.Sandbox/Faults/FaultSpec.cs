using System.Globalization;
using System.Text;

namespace HtxFutures.Sandbox;

/// <summary>
/// Rules as text, for command lines and print-outs: <c>KIND[=RATE][:VALUE][:SETTING=VALUE]...</c>, several separated by
/// commas. A kind is written in lower case with hyphens. A value with a unit of time (ms, s, m, h) is the rule's span, one with a
/// unit of size (KB, MB, GB) or none its amount. Settings are path, query (name=value), kind (trade or read), skip, times,
/// from, until, for, span, amount and code. Example:
/// <c>drop-after=0.1:times=3,delay=0.2:500ms,503:path=/v5/algo/order/opens:query=type=tp,fail-items:2:code=1440</c>.
/// </summary>
public static class FaultSpec
{
    /// <summary>More than a day in milliseconds, and few enough hours for a TimeSpan.</summary>
    private const double LargestTime = 1e8;

    private static readonly Dictionary<FaultKind, string> s_names =
        Enum.GetValues<FaultKind>().ToDictionary(kind => kind, NameOf);

    private static readonly Dictionary<string, FaultKind> s_kinds = new(
        s_names.Select(pair => KeyValuePair.Create(pair.Value, pair.Key)), StringComparer.Ordinal)
    {
        ["502-before"] = FaultKind.BadGatewayBefore,
        ["502-after"] = FaultKind.BadGatewayAfter,
        ["503"] = FaultKind.ServiceUnavailable,
        ["403"] = FaultKind.Forbidden,
        ["429"] = FaultKind.TooManyRequests,
        ["1032"] = FaultKind.OverLimit,
        ["1004-before"] = FaultKind.BusyBefore,
        ["1004-after"] = FaultKind.BusyAfter,

        // Without a word the harder case: the request was processed.
        ["502"] = FaultKind.BadGatewayAfter,
        ["1004"] = FaultKind.BusyAfter,
    };

    private static readonly (string Unit, TimeSpan Length)[] s_times =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)),
    ];

    private static readonly (string Unit, long Bytes)[] s_sizes = [("KB", 1L << 10), ("MB", 1L << 20), ("GB", 1L << 30), ("", 1)];

    /// <summary>All names that a kind goes by, the short ones at the end.</summary>
    public static IEnumerable<string> KindNames => s_kinds.Keys;

    /// <summary>Reads rules.</summary>
    /// <param name="text">The specification; empty for no rules.</param>
    /// <returns>The rules, in the order given.</returns>
    /// <exception cref="FormatException">It cannot be read, or a rule makes no sense; the message says which item and why.</exception>
    public static IReadOnlyList<FaultRule> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseRule).ToArray();
    }

    internal static string Format(FaultRule rule)
    {
        StringBuilder text = new(s_names.GetValueOrDefault(rule.Kind, rule.Kind.ToString()));
        Append(rule.Rate < 1, $"={rule.Rate}");
        Append(rule.Span is not null, $":{Milliseconds(rule.Span)}ms");
        Append(rule.Amount is not null, $":{rule.Amount}");
        Append(rule.Code is not null, $":code={rule.Code}");
        Append(rule.Lasting is not null, $":for={Milliseconds(rule.Lasting)}ms");
        Append(rule.Path is not null, $":path={rule.Path}");
        Append(rule.Query is not null, $":query={rule.Query}");
        Append(rule.RequestKind is not null, $":kind={(rule.RequestKind == SandboxRequestKind.Trade ? "trade" : "read")}");
        Append(rule.Skip > 0, $":skip={rule.Skip}");
        Append(rule.Times is not null, $":times={rule.Times}");
        Append(rule.From > TimeSpan.Zero, $":from={Milliseconds(rule.From)}ms");
        Append(rule.Until is not null, $":until={Milliseconds(rule.Until)}ms");
        return text.ToString();

        void Append(bool applies, FormattableString part) =>
            text.Append(applies ? part.ToString(CultureInfo.InvariantCulture) : string.Empty);
    }

    private static double? Milliseconds(TimeSpan? time) => time?.TotalMilliseconds;

    private static FaultRule ParseRule(string item)
    {
        string[] parts = item.Split(':', StringSplitOptions.TrimEntries);
        try
        {
            FaultRule rule = parts.Skip(1).Aggregate(ParseHead(parts[0]), ParseSetting);
            rule.Check();
            return rule;
        }
        catch (ArgumentException failure)
        {
            throw new FormatException($"The fault \"{item}\" {failure.Message}.", failure);
        }
    }

    private static FaultRule ParseHead(string head)
    {
        string[] parts = head.Split('=', 2);
        if (!s_kinds.TryGetValue(parts[0], out FaultKind kind))
        {
            throw new ArgumentException($"is none that exists; there are {string.Join(", ", KindNames)}");
        }

        return parts.Length == 1 ? new FaultRule(kind) : new FaultRule(kind) { Rate = Number(parts[1]) };
    }

    private static FaultRule ParseSetting(FaultRule rule, string setting)
    {
        string[] parts = setting.Split('=', 2);
        string value = parts[^1];
        return (parts.Length == 1 ? string.Empty : parts[0]) switch
        {
            "" when TryTime(value, out TimeSpan span) => rule with { Span = span },
            "" or "amount" => rule with { Amount = Size(value) },
            "span" => rule with { Span = Time(value) },
            "for" => rule with { Lasting = Time(value) },
            "from" => rule with { From = Time(value) },
            "until" => rule with { Until = Time(value) },
            "code" => rule with { Code = Whole(value) },
            "skip" => rule with { Skip = Whole(value) },
            "times" => rule with { Times = Whole(value) },
            "path" when value.StartsWith('/') => rule with { Path = value },
            "path" => throw new ArgumentException("has a path that does not begin with a slash"),
            "query" => rule with { Query = value },
            "kind" => rule with { RequestKind = RequestKind(value) },
            string name => throw new ArgumentException(
                $"has the setting \"{name}\"; there are path, query, kind, skip, times, from, until, for, span, amount and code"),
        };
    }

    private static SandboxRequestKind RequestKind(string text) => text switch
    {
        "trade" => SandboxRequestKind.Trade,
        "read" => SandboxRequestKind.Read,
        _ => throw new ArgumentException($"has \"{text}\" where trade or read belongs"),
    };

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw new ArgumentException($"has \"{text}\" where a rate such as 0.1 belongs");

    private static int Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new ArgumentException($"has \"{text}\" where a whole number belongs");

    private static long Size(string text)
    {
        (string unit, long bytes) = s_sizes.First(size => text.EndsWith(size.Unit, StringComparison.OrdinalIgnoreCase));
        return long.TryParse(text[..^unit.Length], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            && number <= long.MaxValue / bytes
            ? number * bytes
            : throw new ArgumentException($"has \"{text}\" where a number, a size such as 64MB or a time such as 500ms belongs");
    }

    private static TimeSpan Time(string text) => TryTime(text, out TimeSpan time)
        ? time
        : throw new ArgumentException($"has \"{text}\" where a time such as 500ms, 2s or 5m belongs");

    private static bool TryTime(string text, out TimeSpan time)
    {
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        time = default;
        (string? unit, TimeSpan length) = s_times.FirstOrDefault(candidate => text.EndsWith(candidate.Unit, StringComparison.Ordinal));
        if (unit is null
            || !double.TryParse(text[..^unit.Length], Style, CultureInfo.InvariantCulture, out double number)
            || Math.Abs(number) > LargestTime)
        {
            return false;
        }

        time = length * number;
        return true;
    }

    /// <summary>drop-after for DropAfter.</summary>
    private static string NameOf(FaultKind kind) => string.Concat(kind.ToString().Select((letter, index) =>
        char.IsAsciiLetterUpper(letter) ? (index > 0 ? "-" : string.Empty) + char.ToLowerInvariant(letter) : letter.ToString()));
}
