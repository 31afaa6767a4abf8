using HtxFutures.Calls;
using HtxFutures.Calls.Answers;
using HtxFutures.Json;

namespace HtxFutures.Orders.Clearing;

/// <summary>What the answer to a mass cancel says of its scope as a whole.</summary>
internal static class MassCancelAnswer
{
    /// <summary>Whether it says that there was nothing to cancel.</summary>
    public static bool SaysNothingWasOpen(CallResult call) => ListsNothing(call) || SaysNothingIsOpen(call);

    /// <summary>Whether the exchange has answered and may have passed orders over: to cancel these by their ids was not tried yet.</summary>
    public static bool MayPassOver(CallResult call) => call.Outcome == AttemptOutcome.Done || SaysNothingIsOpen(call);

    // A list that names none: no list at all does not say that there was none.
    private static bool ListsNothing(CallResult call) =>
        call.Outcome == AttemptOutcome.Done && !call.Envelope.Data.IsEmpty && !new WireObject(call.Envelope.Data.Span).ReadNext();

    // 1051 by the table; an empty list would do as well, neither was recorded (facts 2.3).
    private static bool SaysNothingIsOpen(CallResult call) =>
        call.Outcome == AttemptOutcome.Refused && call.Envelope.Code is { } code && ExchangeCodes.Find(code).Class == CodeClass.NothingToCancel;
}
