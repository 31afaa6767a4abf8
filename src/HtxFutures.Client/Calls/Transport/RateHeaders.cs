using System.Net.Http.Headers;
using HtxFutures.Calls.Budget;
using HtxFutures.Json;

namespace HtxFutures.Calls.Transport;

/// <summary>Reads what an answer's headers say of the request budget (facts 5). Header names are compared without case.</summary>
internal static class RateHeaders
{
    public static RateReading Read(HttpResponseHeaders headers) => new()
    {
        Limit = (int?)Number(headers, "ratelimit-limit", 1_000_000),
        Interval = Number(headers, "ratelimit-interval", 3_600_000) is { } interval ? TimeSpan.FromMilliseconds(interval) : null,
        Remaining = (int?)Number(headers, "ratelimit-remaining", 1_000_000),
        Reset = Number(headers, "ratelimit-reset", WireValue.LastTime) is { } reset and > 0 ? reset : null,
        RetryAfter = headers.RetryAfter?.Delta ?? (headers.RetryAfter?.Date - headers.Date),
        RetryAt = headers.Date is null ? headers.RetryAfter?.Date : null,
    };

    private static long? Number(HttpResponseHeaders headers, string name, long most) =>
        headers.NonValidated.TryGetValues(name, out HeaderStringValues values) && Only(values) is { } value ? WholeNumber.Parse(value, 0, most) : null;

    // A header that comes twice and says two things says nothing.
    private static string? Only(HeaderStringValues values)
    {
        string? only = null;
        foreach (string value in values)
        {
            if (only is not null && only != value)
            {
                return null;
            }

            only = value;
        }

        return only;
    }
}
