using System.Globalization;

namespace HtxFutures.Binding;

/// <summary>What spans and moments on a command line were understood as: 90m is an hour and a half, and who meant something else has to see it.</summary>
internal static class BoundTimes
{
    /// <summary>A line for each.</summary>
    /// <param name="bound">The parameters.</param>
    public static IEnumerable<string> Words(IEnumerable<KeyValuePair<string, object>> bound) => bound.Select(each => each.Value switch
    {
        TimeSpan span => string.Create(CultureInfo.InvariantCulture, $"-{each.Key}: {span:c}."),
        DateTimeOffset moment => string.Create(CultureInfo.InvariantCulture, $"-{each.Key}: {moment.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z."),
        _ => null,
    }).OfType<string>();
}
