using HtxFutures.Calls.Answers;

namespace HtxFutures.Orders.Stopping;

/// <summary>What became of an order, and why we say so.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Message">The same for people.</param>
/// <param name="Order">The order as it was looked up; null where it was not.</param>
/// <param name="Failure">What went wrong; null where the outcome is no error.</param>
internal sealed record Verdict(CancelOutcome Outcome, string Message, HtxOrder? Order = null, HtxException? Failure = null)
{
    /// <summary>What a code alone says of the order (facts 3.2); null where the order must be looked up before anything is claimed.</summary>
    public static Verdict? ByCode(CodeClass code) => code switch
    {
        CodeClass.Success => new Verdict(CancelOutcome.Accepted, "The exchange took the cancel."),
        CodeClass.CancelPending => new Verdict(CancelOutcome.Pending, "A cancel is already under way."),
        CodeClass.AlreadyCanceled => new Verdict(CancelOutcome.AlreadyCanceled, "The order was cancelled before."),
        CodeClass.Filled => new Verdict(CancelOutcome.Filled, "The order was executed before the cancel came."),
        _ => null,
    };

    /// <summary>The cancel was refused, and surely did not run.</summary>
    public static Verdict Refused(HtxException failure) => new(CancelOutcome.Rejected, failure.Message, Failure: failure);
}
