using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>What the views show of a stop's report and its rows, as text: hidden members, by type data.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StopReportCells
{
    private const int ShownLeft = 5;

    // An empty count says that there was nothing only where somebody has looked.
    private const string Unseen = "could not be looked at";

    // What a list leaves to values in 80 columns.
    private const int Width = 62;

    /// <summary>What was looked at.</summary>
    public static string Scope(PSObject row) => WrappedText.Words(Cell.Text(row, nameof(HtxStopReport.Scope)), Width);

    /// <summary>What became of the orders: 498 Canceled, 2 Filled.</summary>
    public static string Orders(PSObject row) => Counts(row, nameof(HtxStopReport.Orders), "none found");

    /// <summary>The same of the algo orders.</summary>
    public static string AlgoOrders(PSObject row) => Counts(row, nameof(HtxStopReport.AlgoOrders), "none found");

    /// <summary>The same of the positions.</summary>
    public static string Positions(PSObject row) => Counts(row, nameof(HtxStopReport.Positions), "none closed");

    /// <summary>What is left: the first of it, and how many more; and what may be left beside that.</summary>
    public static string Left(PSObject row)
    {
        string[] left = [.. Each(row, nameof(HtxStopReport.Left)).Select(each => each?.ToString()).OfType<string>()];
        string[] shown =
        [
            .. left.Take(ShownLeft).Select(each => WrappedText.Words(each, Width)),
            .. left.Length > ShownLeft ? [string.Create(CultureInfo.InvariantCulture, $"and {left.Length - ShownLeft} more: (…).Left")] : Array.Empty<string>(),
            .. NotLookedAt(row) is { Length: > 0 } unseen ? [$"{Unseen}: {string.Join(", ", unseen)}"] : Array.Empty<string>(),
        ];
        return shown.Length == 0 ? "nothing" : string.Join('\n', shown);
    }

    /// <summary>Why it is not proven.</summary>
    public static string? Failures(PSObject row) => Lines(row, nameof(HtxStopReport.Failures));

    /// <summary>What has to be known beside that.</summary>
    public static string? Warnings(PSObject row) => Lines(row, nameof(HtxStopReport.Warnings));

    /// <summary>When it began.</summary>
    public static string? Started(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxStopReport.Started));

    /// <summary>How much of a row's thing was executed.</summary>
    public static string? FilledVolume(PSObject row) => Cell.Number(row, nameof(HtxStopRow.FilledVolume));

    /// <summary>Whether the outcome of a row is good, a warning or bad, for its colour.</summary>
    public static string? Tone(PSObject row) =>
        Enum.TryParse(Cell.Text(row, nameof(HtxStopRow.Outcome)), out CancelOutcome outcome) ? OutcomeTone.Of(outcome) : null;

    private static string? Lines(PSObject row, string property) =>
        string.Join('\n', Each(row, property).Select(line => WrappedText.Words(line?.ToString(), Width))) is { Length: > 0 } lines ? lines : null;

    private static string Counts(PSObject row, string property, string none)
    {
        IEnumerable<string> counts = row.Properties[property]?.Value switch
        {
            PSObject { BaseObject: IDictionary wrapped } => wrapped.Keys.Cast<object>().Select(key => $"{wrapped[key]} {key}"),
            IDictionary map => map.Keys.Cast<object>().Select(key => $"{map[key]} {key}"),
            _ => [],
        };
        return string.Join(", ", counts) is { Length: > 0 } text ? text : NotLookedAt(row).Contains(property) ? Unseen : none;
    }

    private static string[] NotLookedAt(PSObject row) => [.. Each(row, nameof(HtxStopReport.NotLookedAt)).Select(each => each?.ToString()).OfType<string>()];

    private static IEnumerable<object?> Each(PSObject row, string property) => row.Properties[property]?.Value switch
    {
        PSObject { BaseObject: IEnumerable wrapped } => wrapped.Cast<object?>(),
        IEnumerable each => each.Cast<object?>(),
        _ => [],
    };
}
