using System.Globalization;

namespace HtxFutures.Running.Showing;

/// <summary>How far things have come, in the room that a bar has in a window of 80 columns.</summary>
internal static class ProgressText
{
    /// <summary>For what is answered first, and settled then. Beside what holds it up, which is to be read to its end, only the count stands that grows now.</summary>
    /// <param name="all">How many things there are.</param>
    /// <param name="answered">How many of them were answered.</param>
    /// <param name="settled">Of how many the result is known.</param>
    /// <param name="holdup">What holds it up; null where nothing does.</param>
    public static string Answered(int all, int answered, int settled, string? holdup) =>
        answered == settled ? Counted(all, answered, "answered", holdup)
        : holdup is null ? string.Create(CultureInfo.InvariantCulture, $"{answered} of {all} answered, {settled} settled")
        : answered < all ? Counted(all, answered, "answered", holdup)
        : Settled(all, settled, holdup);

    /// <summary>For what has one answer for all.</summary>
    /// <inheritdoc cref="Answered"/>
    public static string Settled(int all, int settled, string? holdup) => Counted(all, settled, "settled", holdup);

    private static string Counted(int all, int some, string how, string? holdup) =>
        string.Create(CultureInfo.InvariantCulture, $"{some} of {all} {how}{(holdup is null ? "" : $". {holdup}")}");
}
