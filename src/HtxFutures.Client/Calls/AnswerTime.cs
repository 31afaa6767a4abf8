using HtxFutures.Calls.Transport;
using HtxFutures.Time;

namespace HtxFutures.Calls;

/// <summary>
/// The time that answers tell. The page of the time and signed answers tell it; other pages have stamps that may stand
/// still for years, as that of the heartbeat does.
/// </summary>
internal static class AnswerTime
{
    /// <summary>Asks for the exchange's time (facts 1.3).</summary>
    public static readonly ApiRequest Timestamp = new(Route.Page("/api/v1/timestamp"), "clock");

    // Five minutes are (facts 1.3), of which a slow answer hides some.
    private static readonly TimeSpan s_tolerated = TimeSpan.FromMinutes(4);

    /// <summary>Sets the clock by an answer.</summary>
    /// <returns>
    /// The attempt. A refusal of the key that shows how far off our clock was is one of the clock: not all of them have a
    /// code of their own (desk facts C1).
    /// </returns>
    public static Attempt Follow(ExchangeClock clock, HttpReply reply, Attempt attempt)
    {
        if (attempt.Envelope.Timestamp is not { } exchangeTime)
        {
            return attempt;
        }

        if (attempt.Request == Timestamp)
        {
            clock.Measure(reply.Sent, reply.Received, exchangeTime);
        }
        else if (!attempt.Request.Route.IsPublic)
        {
            TimeSpan moved = clock.Follow(reply.Sent, reply.Received, exchangeTime);
            if (attempt.Failure?.Kind == HtxErrorKind.AuthenticationFailed && moved.Duration() > s_tolerated)
            {
                return attempt with { Outcome = AttemptOutcome.ClockOff };
            }
        }

        return attempt;
    }
}
