using System.Globalization;
using HtxFutures.Calls.Budget;

namespace HtxFutures.Calls;

/// <summary>One request and how it went: what messages, traces and metrics tell of it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Number">Which sending of the call it was, from 1.</param>
/// <param name="Sending">How it went.</param>
/// <param name="Waited">How long it stood in line for its place in the budget.</param>
/// <param name="Endpoint">Where it was sent.</param>
/// <param name="Budget">The budget it drew on; null where it drew on none.</param>
internal sealed record RequestNote(ApiRequest Request, int Number, Sending Sending, TimeSpan Waited, HtxEndpoint Endpoint, RequestBudget? Budget)
{
    /// <summary>One line: method, path, what about, code, milliseconds, and what is left of the budget now.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Request}, {Request.Subject}: {Answer} in {Sending.Took.TotalMilliseconds:0} ms{BudgetLeft}");

    private string Answer => (Sending.Attempt.Envelope.Code, Sending.HttpStatus) switch
    {
        ({ } code, _) => string.Create(CultureInfo.InvariantCulture, $"code {code}"),
        (null, { } status) => string.Create(CultureInfo.InvariantCulture, $"HTTP {status}"),
        _ when Sending.Attempt.Happening == Happening.Unanswered => "no answer",
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
