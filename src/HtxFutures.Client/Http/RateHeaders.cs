using System.Globalization;
using System.Net.Http.Headers;

namespace HtxFutures.Http;

/// <summary>What an answer's headers say of the request budget (facts 5). Header names are compared without case.</summary>
internal readonly record struct RateHeaders
{
    /// <summary>When the window ends, on the exchange's clock; null where the answer does not say.</summary>
    public DateTimeOffset? Reset { get; init; }

    /// <summary>How long to wait, by the general HTTP header; null where the answer does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static RateHeaders Read(HttpResponseHeaders headers) => new()
    {
        Reset = Number(headers, "ratelimit-reset") is { } reset and > 0 && reset < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(reset)
            : null,
        RetryAfter = headers.RetryAfter?.Delta,
    };

    private static long? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out IEnumerable<string>? values)
        && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;
}
