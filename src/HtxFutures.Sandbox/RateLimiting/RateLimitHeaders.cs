using System.Globalization;

namespace HtxFutures.Sandbox.RateLimiting;

/// <summary>The headers that tell a client how much of its window is left (facts 5).</summary>
internal static class RateLimitHeaders
{
    public static List<KeyValuePair<string, string>> For(
        RequestWindow window, ExchangeClock clock, SandboxOptions options)
    {
        HeaderCasing casing = options.HeaderCasing;
        return
        [
            Header("Ratelimit-Limit", window.Limit(clock.Steady), casing),
            Header("Ratelimit-Interval", (long)window.Interval.TotalMilliseconds, casing),
            Header("Ratelimit-Remaining", window.Remaining(clock.Steady), casing),
            Header("Ratelimit-Reset", Reset(window, clock, options.RateLimitReset), casing),
        ];
    }

    /// <summary>Whether a header is one of these; <see cref="RetryAfter"/> is not.</summary>
    public static bool Includes(string name) => name.StartsWith("ratelimit-", StringComparison.OrdinalIgnoreCase);

    public static bool IsReset(string name) => name.Equals("ratelimit-reset", StringComparison.OrdinalIgnoreCase);

    public static KeyValuePair<string, string> RetryAfter(TimeSpan rest) =>
        new("Retry-After", Math.Ceiling(rest.TotalSeconds).ToString("0", CultureInfo.InvariantCulture));

    // Rounded up: announcing the reset a fraction of a millisecond early would tell clients a falsehood.
    private static long Reset(RequestWindow window, ExchangeClock clock, RateLimitReset shape)
    {
        DateTimeOffset end = shape == RateLimitReset.StandsStill ? window.FirstResetsAt : window.ResetsAt;
        long reset = clock.Shown(end).AddTicks(TimeSpan.TicksPerMillisecond - 1).ToUnixTimeMilliseconds();
        return shape switch
        {
            RateLimitReset.InThePast => reset - (long)TimeSpan.FromHours(1).TotalMilliseconds,
            RateLimitReset.Seconds => reset / 1000,
            _ => reset,
        };
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
