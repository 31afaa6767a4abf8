using System.Globalization;
using HtxFutures.Calls.Answers;
using HtxFutures.Calls.Budget;

namespace HtxFutures.Calls;

/// <summary>One sending of a request: what was asked, what came back, and what that means. Messages, traces and metrics tell of it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Failure">What went wrong; null where it was done.</param>
internal sealed record Attempt(ApiRequest Request, AttemptOutcome Outcome, HtxException? Failure)
{
    /// <summary>The answer; empty where none could be read.</summary>
    public Envelope Envelope { get; init; }

    /// <summary>The answer's HTTP status; null where there was none.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>What the answer's headers say of the budget.</summary>
    public RateReading Rate { get; init; }

    /// <summary>How long the budget must rest; zero unless the answer asks for it.</summary>
    public TimeSpan Rest { get; init; }

    /// <summary>Which sending of the call it was, from 1.</summary>
    public int Number { get; init; }

    /// <summary>The budget it drew on; null where it drew on none.</summary>
    public RequestBudget? Budget { get; init; }

    /// <summary>How long it stood in line for its place in the budget.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>When it began, on the monotonic clock.</summary>
    public long Sent { get; init; }

    /// <summary>From signing it to having judged the answer.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>Whether the exchange may have counted it against the budget.</summary>
    public bool MayCount => Outcome is not (AttemptOutcome.NotSent or AttemptOutcome.Closed);

    /// <summary>
    /// Whether the exchange has counted it by now, if it ever does: who answers has. Not an edge that tired of waiting
    /// for the exchange (504, or 524 by Cloudflare's; facts 1.1).
    /// </summary>
    public bool IsCounted => HttpStatus is not (null or 504 or 524) || Envelope.Code is not null;

    /// <summary>One line: method, path, what about, code, milliseconds, and what is left of the budget now.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Request}, {Request.Subject}: {Answer} in {Took.TotalMilliseconds:0} ms{BudgetLeft}");

    private string Answer => (Envelope.Code, HttpStatus) switch
    {
        ({ } code, _) => string.Create(CultureInfo.InvariantCulture, $"code {code}"),
        (null, { } status) => string.Create(CultureInfo.InvariantCulture, $"HTTP {status}"),
        _ when Outcome == AttemptOutcome.Unanswered => "no answer",
        _ => "not sent",
    };

    private string BudgetLeft
    {
        get
        {
            if (Budget?.Snapshot() is not { } budget)
            {
                return "";
            }

            string kind = budget.Bucket == BudgetBucket.Trade ? "trade" : "read";
            return string.Create(CultureInfo.InvariantCulture, $"; {budget.Remaining} of {budget.Limit} {kind} requests left");
        }
    }
}
