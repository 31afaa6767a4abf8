using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>
/// Numbers and times as the views show them: alike under every culture, so that they can be compared with the
/// exchange's pages, and be typed again.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class InvariantText
{
    /// <summary>The number with the decimals it has, and no thousands separators.</summary>
    public static string? Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary>The same in so many characters: rounded where it has more decimals than there is room for, since a number that is cut is another one.</summary>
    public static string? Number(decimal? value, int width)
    {
        string? text = Number(value);
        if (value is not { } number || text!.Length <= width)
        {
            return text;
        }

        int point = text.IndexOf('.', StringComparison.Ordinal);
        return Number(Math.Round(number, point < 0 ? 0 : Math.Max(0, width - point - 1)));
    }

    /// <summary>A share, to four decimals.</summary>
    public static string? Share(decimal? value) => value?.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>The local date and time, without the offset: for tables.</summary>
    public static string? LocalTime(object? time) => Time(time)?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The local date and time to the millisecond, with the offset: for lists.</summary>
    public static string? LocalTimeWithOffset(object? time) => Time(time)?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture);

    /// <summary>The local day of the year and time of day: for tables of what is days old at most.</summary>
    public static string? LocalDayAndTime(object? time) => Time(time)?.ToLocalTime().ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The local time of day.</summary>
    public static string? TimeOfDay(object? time) => Time(time)?.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The local time of day, or the day of the year where that is not today's: for rows that are shown as they come.</summary>
    public static string? TimeOfToday(object? time, DateTimeOffset now) => Time(time)?.ToLocalTime() is { } local
        ? local.ToString(local.Date == now.ToLocalTime().Date ? "HH:mm:ss" : "MM-dd", CultureInfo.InvariantCulture)
        : null;

    /// <summary>Whole milliseconds.</summary>
    public static string Milliseconds(TimeSpan span) => ((long)Math.Round(span.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>How long something took, in five characters: <c>40ms</c>, <c>12.3s</c>, <c>123s</c>.</summary>
    public static string Duration(TimeSpan span) => span switch
    {
        { TotalMilliseconds: < 1000 } => string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalMilliseconds}ms"),
        { TotalSeconds: < 99.95 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:F1}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:F0}s"),
    };

    /// <summary>
    /// The time as it is, or as it came out of a file or a job. There PowerShell makes it an object with its properties,
    /// or, where it lies deeper, text, which is the same under every culture.
    /// </summary>
    internal static DateTimeOffset? Time(object? value) => value switch
    {
        DateTimeOffset time => time,
        string text when DateTimeOffset.TryParseExact(text, "MM/dd/yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time) => time,
        PSObject { BaseObject: DateTimeOffset or string } wrapped => Time(wrapped.BaseObject),
        PSObject rebuilt when rebuilt.Properties["UtcDateTime"]?.Value is DateTime utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
        _ => null,
    };
}
