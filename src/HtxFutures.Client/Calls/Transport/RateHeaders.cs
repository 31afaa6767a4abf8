using System.Globalization;
using System.Net.Http.Headers;
using HtxFutures.Calls.Budget;
using HtxFutures.Json;

namespace HtxFutures.Calls.Transport;

/// <summary>What an answer's headers say of the request budget (facts 5); null where they do not. Header
/// names are compared without case.</summary>
internal readonly record struct RateHeaders
{
    /// <summary>Requests per window.</summary>
    public int? Limit { get; init; }

    /// <summary>The length of a window.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Requests left in the window.</summary>
    public int? Remaining { get; init; }

    /// <summary>When the window ends, in milliseconds since 1970 on the exchange's clock.</summary>
    public long? Reset { get; init; }

    /// <summary>How long to wait, by the general HTTP header.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Until when to wait, by the same header, where the answer does not say how late it is there.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    public static RateHeaders Read(HttpResponseHeaders headers) => new()
    {
        Limit = (int?)Number(headers, "ratelimit-limit", 1_000_000),
        Interval = Number(headers, "ratelimit-interval", 3_600_000) is { } interval ? TimeSpan.FromMilliseconds(interval) : null,
        Remaining = (int?)Number(headers, "ratelimit-remaining", 1_000_000),
        Reset = Number(headers, "ratelimit-reset", WireValue.LastTime) is { } reset and > 0 ? reset : null,
        RetryAfter = headers.RetryAfter?.Delta ?? (headers.RetryAfter?.Date - headers.Date),
        RetryAt = headers.Date is null ? headers.RetryAfter?.Date : null,
    };

    /// <summary>The same as the budget reads it.</summary>
    /// <param name="stamp">When the exchange made the answer, on its clock; null where it does not say.</param>
    public RateReading ToReading(DateTimeOffset? stamp) => new()
    {
        Limit = Limit,
        Interval = Interval,
        Remaining = Remaining,
        Reset = Reset,
        UntilReset = UntilReset(stamp),
    };

    /// <summary>From an answer's stamp to the end of the window; null where one of them is missing.</summary>
    public TimeSpan? UntilReset(DateTimeOffset? stamp) =>
        Reset is { } reset && stamp is { } ts ? DateTimeOffset.FromUnixTimeMilliseconds(reset) - ts : null;

    /// <summary>What the headers say, for messages; empty where they say nothing.</summary>
    public override string ToString() => Remaining is null && Limit is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $", the exchange counts {Remaining} of {Limit} left");

    // A header that comes twice and says two things says nothing.
    private static long? Number(HttpResponseHeaders headers, string name, long most) =>
        headers.TryGetValues(name, out IEnumerable<string>? values) && values.Distinct().ToArray() is [var value] ? WholeNumber.Parse(value, 0, most) : null;
}
