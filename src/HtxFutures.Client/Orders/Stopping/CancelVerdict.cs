using HtxFutures.Calls.Answers;
using HtxFutures.Runs;

namespace HtxFutures.Orders.Stopping;

/// <summary>What is said of an order, how surely, and why.</summary>
/// <param name="Certainty">How far it can be relied on.</param>
/// <param name="Outcome">What became of it; unknown while that is open.</param>
/// <param name="Message">The same for people.</param>
/// <param name="Order">The order as it was looked up; null where it was not.</param>
/// <param name="Failure">What went wrong, or why it is open; null where the outcome is no error.</param>
internal sealed record CancelVerdict(Certainty Certainty, CancelOutcome Outcome, string Message, IShownOrder? Order = null, HtxException? Failure = null)
    : Verdict(Certainty, Message, Failure)
{
    /// <summary>Whether it is known what became of the order, if not all of it.</summary>
    public bool IsKnown => Certainty is Certainty.Final or Certainty.TakenOn or Certainty.Incomplete;

    /// <summary>What a code alone says of the order (facts 3.2); null where the order must be looked up before anything is claimed.</summary>
    public static CancelVerdict? ByCode(CodeClass code) => code switch
    {
        CodeClass.Success => new CancelVerdict(Certainty.TakenOn, CancelOutcome.Accepted, "The exchange took the cancel."),
        CodeClass.CancelPending => new CancelVerdict(Certainty.TakenOn, CancelOutcome.Pending, "A cancel is already under way."),
        CodeClass.AlreadyCanceled => new CancelVerdict(Certainty.Final, CancelOutcome.AlreadyCanceled, "The order was cancelled before."),
        CodeClass.Filled => new CancelVerdict(Certainty.Incomplete, CancelOutcome.Filled, "The order was executed before the cancel came."), // how much is asked for
        _ => null,
    };

    /// <summary>The cancel was refused, and surely did not run.</summary>
    public static CancelVerdict Refused(HtxException failure) => new(Certainty.Final, CancelOutcome.Rejected, failure.Message, Failure: failure);

    /// <summary>The cancel was sent, and nobody waits for its answer any more.</summary>
    public static CancelVerdict GivenUp(OrderReference order)
    {
        string message = $"The cancel of the {order} was sent, and the wait for its answer was given up: it may have taken effect.";
        return new(Certainty.Final, CancelOutcome.Unknown, message, Failure: new HtxException(HtxErrorKind.OutcomeUnknown, message));
    }

    /// <summary>What became of the order is open.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="isBusy">Whether the exchange was too busy for it, and it should be sent again.</param>
    public static CancelVerdict Open(HtxException reason, bool isBusy = false) =>
        new(isBusy ? Certainty.Again : Certainty.Doubt, CancelOutcome.Unknown, reason.Message, Failure: reason);
}
