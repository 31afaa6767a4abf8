using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>Reads a row as the views get it: an object of ours, or what a job or a file has left of one.</summary>
internal static class Cell
{
    public static string? Number(PSObject row, string property) => InvariantText.Number(Value(row, property) as decimal?);

    public static string? Number(PSObject row, string property, int width) => InvariantText.Number(Value(row, property) as decimal?, width);

    public static decimal? Figure(PSObject row, string property) => Value(row, property) as decimal?;

    /// <summary>A value of an enumeration, also where a file has left its word or its number alone.</summary>
    public static T Enum<T>(PSObject row, string property)
        where T : struct, Enum => System.Enum.TryParse(Text(row, property), out T value) ? value : default;

    public static string? LocalTime(PSObject row, string property) => InvariantText.LocalTime(Value(row, property));

    public static string? LocalTimeWithOffset(PSObject row, string property) => InvariantText.LocalTimeWithOffset(Value(row, property));

    public static string? LocalDayAndTime(PSObject row, string property) => InvariantText.LocalDayAndTime(Value(row, property));

    public static string? TimeOfDay(PSObject row, string property) => InvariantText.TimeOfDay(Value(row, property));

    public static string? TimeOfToday(PSObject row, string property, DateTimeOffset now) => InvariantText.TimeOfToday(Value(row, property), now);

    public static string? Duration(PSObject row, string property) => Value(row, property) is TimeSpan span ? InvariantText.Duration(span) : null;

    public static string? Text(PSObject row, string property) => Value(row, property)?.ToString();

    private static object? Value(PSObject row, string property) => row.Properties[property]?.Value;
}
