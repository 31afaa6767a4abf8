using HtxFutures.Calls.Transport;

namespace HtxFutures.Calls;

/// <summary>One sending of a request, as it went.</summary>
internal readonly record struct Sending
{
    /// <summary>What it came to.</summary>
    public required Attempt Attempt { get; init; }

    /// <summary>Whether the exchange may have counted it against the budget.</summary>
    public bool MayCount { get; init; }

    /// <summary>
    /// Whether the exchange has counted it by now, if it ever does: who answers has. Not an edge that tired of waiting
    /// for the exchange (504, or 524 by Cloudflare's; facts 1.1).
    /// </summary>
    public bool IsCounted => HttpStatus is not (null or 504 or 524) || Attempt.Envelope.Code is not null;

    /// <summary>What the answer's headers say of the budget.</summary>
    public RateHeaders Rate { get; init; }

    /// <summary>The answer's HTTP status; null where there was none.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>From signing it to having judged the answer.</summary>
    public TimeSpan Took { get; init; }
}
