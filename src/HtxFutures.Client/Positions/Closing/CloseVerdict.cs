using HtxFutures.Calls.Answers;
using HtxFutures.Runs;

namespace HtxFutures.Positions.Closing;

/// <summary>What is said of a position that is to be closed, how surely, and why.</summary>
/// <param name="Certainty">How far it can be relied on.</param>
/// <param name="Outcome">What became of it; unknown while that is open.</param>
/// <param name="Message">The same for people.</param>
/// <param name="Seen">What the last look has shown; null where there was none.</param>
/// <param name="Failure">What went wrong, or why it is open; null where the outcome is no error.</param>
internal sealed record CloseVerdict(Certainty Certainty, CloseOutcome Outcome, string Message, CloseState? Seen = null, HtxException? Failure = null)
    : Verdict(Certainty, Message, Failure)
{
    /// <summary>Whether the exchange said that nothing can be closed: it is flat, or held (desk facts 2.2).</summary>
    public bool SaysNothingToClose => Failure?.Code is { } code && ExchangeCodes.Find(code).Class == CodeClass.NothingToClose;

    /// <summary>Whether it is open although the close surely did not run.</summary>
    public bool DidNotRun { get; init; }

    /// <summary>The exchange took the close.</summary>
    public static CloseVerdict Taken { get; } = new(Certainty.TakenOn, CloseOutcome.Accepted, "The exchange took the close.");

    /// <summary>The close was refused, and surely did not run.</summary>
    public static CloseVerdict Refused(HtxException failure, CloseState? seen = null) => new(Certainty.Final, CloseOutcome.Rejected, failure.Message, seen, failure);

    /// <summary>What became of the close is open.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="wasAnswered">Whether the exchange has answered, so that what a look does not show did not run: it is then sent again.</param>
    public static CloseVerdict Open(HtxException reason, bool wasAnswered = false) =>
        new(wasAnswered ? Certainty.PassedOver : Certainty.Doubt, CloseOutcome.Unknown, reason.Message, null, reason);

    /// <summary>The close was sent, and nobody waits for its answer any more.</summary>
    public static CloseVerdict GivenUp(PositionReference position)
    {
        string message = $"The close of {position} was sent, and the wait for its answer was given up: it may have taken effect.";
        return new(Certainty.Final, CloseOutcome.Unknown, message, null, new HtxException(HtxErrorKind.OutcomeUnknown, message)
        {
            Guidance = position.ToBeListed("To see what stands, list the positions."),
        });
    }
}
