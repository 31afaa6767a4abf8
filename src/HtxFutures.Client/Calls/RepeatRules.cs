namespace HtxFutures.Calls;

/// <summary>
/// Which outcome lets a request be sent again, and how often and when. Whether one that may have run is among them, its
/// route says (<see cref="Route.Repeat"/>), and where the route is named it says why.
/// </summary>
internal static class RepeatRules
{
    /// <summary>Attempts for one call, the first included; refusals for want of budget do not count, they were not run.</summary>
    public const int MostAttempts = 4;

    /// <summary>Refusals for want of budget that one call bears. Each waits for the next window, so the wait is bounded too.</summary>
    public const int MostRefusals = 20;

    /// <summary>Attempts and pauses together take no longer than this, or than one attempt where somebody asked for a longer one.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);

    // Places that repeats take are missing to what was not sent at all yet; meanwhile a look may tell what became of it.
    private static readonly TimeSpan s_firstPauseWhileScarce = TimeSpan.FromMilliseconds(400);

    // A settlement takes minutes, so its attempts are spread over the time that there is.
    private static readonly TimeSpan s_firstPauseInSettlement = TimeSpan.FromSeconds(1.5);

    /// <summary>Whether to send the request again.</summary>
    public static bool Repeats(AttemptOutcome outcome, Repeat repeat) => outcome switch
    {
        AttemptOutcome.Done or AttemptOutcome.Refused => false,
        AttemptOutcome.Maintenance or AttemptOutcome.Blocked or AttemptOutcome.Closed => false,
        AttemptOutcome.OverBudget => true, // after the window's end
        AttemptOutcome.ClockOff => true, // once, after measuring the clock
        AttemptOutcome.NotSent => true,
        AttemptOutcome.Busy or AttemptOutcome.Settling or AttemptOutcome.Unanswered => repeat == Repeat.Always,
        AttemptOutcome.Foreign => true, // a redirect or a page of something in front of the exchange passes as it came
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>Whether the request may have run although no answer says so.</summary>
    public static bool LeavesDoubt(AttemptOutcome outcome) => outcome is AttemptOutcome.Busy or AttemptOutcome.Settling or AttemptOutcome.Unanswered;

    /// <summary>The pause before an attempt: 100, 200, 400 ms, each between half and one and a half times that, so that many callers do not come back at once.</summary>
    /// <param name="attempt">The attempt that has just failed, from 1.</param>
    /// <param name="jitter">The source of chance.</param>
    /// <param name="settles">Whether the exchange settles the contract: the pauses are 1.5, 3 and 6 s then.</param>
    /// <param name="isScarce">Whether the budget is: the pauses are 400, 800 and 1,600 ms then.</param>
    public static TimeSpan PauseAfter(int attempt, Random jitter, bool settles = false, bool isScarce = false) =>
        (settles ? s_firstPauseInSettlement : isScarce ? s_firstPauseWhileScarce : s_firstPause) * (1 << (attempt - 1)) * (0.5 + jitter.NextDouble());
}
