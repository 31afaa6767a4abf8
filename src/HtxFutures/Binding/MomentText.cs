using System.Globalization;

namespace HtxFutures.Binding;

/// <summary>Moments in ISO order, alike in every culture: with an offset or Z as they say, without one in local time.</summary>
internal static class MomentText
{
    private static readonly string[] s_days = ["yyyy-MM-dd"];
    private static readonly string[] s_times = ["yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"];
    private static readonly string[] s_withOffset = [.. s_times.SelectMany(time => new[] { $"{time}K", $"{time} zzz" })];

    /// <summary>Reads a moment.</summary>
    public static bool TryParse(string text, out DateTimeOffset moment)
    {
        string trimmed = text.Trim();
        if (DateTime.TryParseExact(trimmed, [.. s_days, .. s_times], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local))
        {
            moment = Of(local);
            return true;
        }

        // Z is UTC; without this word .NET would take it for local time.
        return DateTimeOffset.TryParseExact(trimmed, s_withOffset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);
    }

    /// <summary>The moment that a time stands for: as it says; local where it says nothing, and of the hour that comes twice in autumn the earlier one.</summary>
    public static DateTimeOffset Of(DateTime time)
    {
        if (time.Kind == DateTimeKind.Utc)
        {
            return new DateTimeOffset(time);
        }

        TimeZoneInfo zone = TimeZoneInfo.Local;
        DateTime bare = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
        TimeSpan offset = zone.IsAmbiguousTime(bare) ? zone.GetAmbiguousTimeOffsets(bare).Max() : zone.GetUtcOffset(bare);
        return new DateTimeOffset(bare, offset);
    }
}
