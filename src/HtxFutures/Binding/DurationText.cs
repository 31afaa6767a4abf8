using System.Globalization;
using System.Text.RegularExpressions;

namespace HtxFutures.Binding;

/// <summary>Spans of time as people write them: <c>90s</c>, <c>30m</c>, <c>2h</c>, <c>3d</c>, <c>40ms</c>, <c>0:30:00</c>.</summary>
internal static partial class DurationText
{
    /// <summary>Reads what can mean one thing only. <c>0:30</c> cannot, and <c>25:00:00</c> is 25 days to .NET.</summary>
    public static bool TryParse(string text, out TimeSpan span)
    {
        string trimmed = text.Trim();
        if (Unit().Match(trimmed) is { Success: true } match)
        {
            return TryScale(match.Groups["count"].Value, TicksPer(match.Groups["unit"].Value), out span);
        }

        span = default;
        return Clock().IsMatch(trimmed) && TimeSpan.TryParse(trimmed, CultureInfo.InvariantCulture, out span);
    }

    private static bool TryScale(string count, long ticksPerUnit, out TimeSpan span)
    {
        try
        {
            span = TimeSpan.FromTicks((long)(decimal.Parse(count, NumberStyles.Float, CultureInfo.InvariantCulture) * ticksPerUnit));
            return true;
        }
        catch (OverflowException)
        {
            span = default;
            return false;
        }
    }

    private static long TicksPer(string unit) => unit.ToLowerInvariant() switch
    {
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        "m" => TimeSpan.TicksPerMinute,
        "h" => TimeSpan.TicksPerHour,
        _ => TimeSpan.TicksPerDay,
    };

    [GeneratedRegex(@"\A(?<count>-?[0-9]+(\.[0-9]+)?)(?<unit>ms|s|m|h|d)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Unit();

    [GeneratedRegex(@"\A-?([0-9]+[.:])?([01]?[0-9]|2[0-3]):[0-5]?[0-9]:[0-5]?[0-9](\.[0-9]{1,7})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Clock();
}
