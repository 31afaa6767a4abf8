using System.Globalization;

namespace HtxFutures.Sandbox.RateLimiting;

/// <summary>The headers that tell a client how much of its window is left (facts 5).</summary>
internal static class RateLimitHeaders
{
    public static List<KeyValuePair<string, string>> For(
        RequestWindow window, ExchangeClock clock, HeaderCasing casing)
    {
        // Rounded up: announcing the reset a fraction of a millisecond early would tell clients a falsehood.
        DateTimeOffset reset = clock.Shown(window.ResetsAt).AddTicks(TimeSpan.TicksPerMillisecond - 1);
        return
        [
            Header("Ratelimit-Limit", window.Limit(clock.Steady), casing),
            Header("Ratelimit-Interval", (long)window.Interval.TotalMilliseconds, casing),
            Header("Ratelimit-Remaining", window.Remaining(clock.Steady), casing),
            Header("Ratelimit-Reset", reset.ToUnixTimeMilliseconds(), casing),
        ];
    }

    /// <summary>Whether a header is one of these; <see cref="RetryAfter"/> is not.</summary>
    public static bool Includes(string name) => name.StartsWith("ratelimit-", StringComparison.OrdinalIgnoreCase);

    public static bool IsReset(string name) => name.Equals("ratelimit-reset", StringComparison.OrdinalIgnoreCase);

    public static KeyValuePair<string, string> RetryAfter(RequestWindow window, ExchangeClock clock)
    {
        double seconds = Math.Ceiling((window.ResetsAt - clock.Steady).TotalSeconds);
        return new("Retry-After", seconds.ToString("0", CultureInfo.InvariantCulture));
    }

    private static KeyValuePair<string, string> Header(string name, long value, HeaderCasing casing) =>
        new(Cased(name, casing), value.ToString(CultureInfo.InvariantCulture));

    private static string Cased(string name, HeaderCasing casing) => casing switch
    {
        HeaderCasing.Pascal => name,
        HeaderCasing.Upper => name.ToUpperInvariant(),
        _ => name.ToLowerInvariant(),
    };
}
