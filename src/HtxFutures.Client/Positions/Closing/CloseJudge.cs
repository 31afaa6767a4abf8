using HtxFutures.Calls;
using HtxFutures.Calls.Answers;

namespace HtxFutures.Positions.Closing;

/// <summary>Judges a close by the answer to it. What may have run is looked at, and sent again only where the exchange has answered and a look shows that it did not.</summary>
internal static class CloseJudge
{
    /// <summary>Judges a close.</summary>
    /// <param name="item">The position, which has heard the call.</param>
    /// <param name="call">How the call ended.</param>
    /// <param name="answer">What its answer names; null where it cannot be relied on.</param>
    public static CloseVerdict Judge(CloseItem item, CallResult call, CloseAnswer? answer)
    {
        if (call.Outcome == AttemptOutcome.Done)
        {
            if (answer is { } named && !named.NamesAnother(item.ClientOrderId))
            {
                item.Take(named.OrderId);
                return CloseVerdict.Taken;
            }

            item.MayHaveRun = true;
            return CloseVerdict.Open(new HtxException(HtxErrorKind.OutcomeUnknown, $"The exchange's answer does not say what became of the close of {item.Position}."));
        }

        HtxException failure = call.Failure!;
        switch (call.Outcome)
        {
            case AttemptOutcome.Busy or AttemptOutcome.Settling:
                item.MayHaveRun = true;
                return CloseVerdict.Open(failure, wasAnswered: true);
            case AttemptOutcome.Unanswered:
                item.MayHaveRun = true;
                return CloseVerdict.Open(failure);
        }

        switch (failure.Code is { } code ? ExchangeCodes.Find(code).Class : CodeClass.Other)
        {
            case CodeClass.NothingToClose:
                return CloseVerdict.Open(failure, wasAnswered: true) with { DidNotRun = !item.MayHaveRun };
            case CodeClass.AlreadyExists:
                item.MayHaveRun = true; // by the id that was made for it alone
                return CloseVerdict.Open(failure);
            default:
                return item.MayHaveRun ? CloseVerdict.Open(failure) : CloseVerdict.Refused(Advised(failure));
        }
    }

    // The exchange closes the whole of a side, and says to some that they are too large for one order (1041, 4011).
    private static HtxException Advised(HtxException failure) => failure.Code is not (1041 or 4011) ? failure : new HtxException(failure.Kind, failure.Message)
    {
        Code = failure.Code,
        HttpStatus = failure.HttpStatus,
        Path = failure.Path,
        Advice = "The position is larger than one market order may be. Take it down with reduce-only orders, then close the rest.",
    };
}
