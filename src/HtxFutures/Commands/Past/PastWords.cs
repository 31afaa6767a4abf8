using HtxFutures.Past;

namespace HtxFutures.Commands.Past;

/// <summary>What there is to say of a list of what is over.</summary>
internal static class PastWords
{
    /// <summary>Which time is read.</summary>
    public static string Span(string rows, DateTimeOffset since, DateTimeOffset until) => $"Listing {rows} from {PastSpan.Text(since)} to {PastSpan.Text(until)}.";

    /// <summary>That more was asked for than there is.</summary>
    public static string Cut(string rows, DateTimeOffset since) => $"The exchange no longer keeps {rows} from before {PastSpan.Text(since)}: what is listed is known from then on, and what was before is not.";

    /// <summary>That an end in the past may leave some out.</summary>
    public static string ByOtherTime(string rows, DateTimeOffset until) =>
        $"The exchange chose these {rows} by another of their times than their creation. Those that were created before {PastSpan.Text(until)} and ended later may be missing; without -Until none is.";
}
