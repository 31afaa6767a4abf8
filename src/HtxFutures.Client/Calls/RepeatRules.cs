namespace HtxFutures.Calls;

/// <summary>
/// Which happening lets which call be sent again. Reads and cancels may always be repeated: a second cancel finds
/// nothing left to do and says so (1071, 1063, 1061; facts 3.2). What is still in doubt after the last attempt of a
/// cancel is settled by asking for the order. Setting the dead-man's switch may be repeated too: to set it again moves
/// its deadline by the moments between, to switch it off again changes nothing (facts 2.4). It must only never be
/// overtaken by an earlier setting, so there is never more than one under way.
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

    // A settlement takes minutes, so its attempts are spread over the time that there is.
    private static readonly TimeSpan s_firstPauseInSettlement = TimeSpan.FromSeconds(1.5);

    /// <summary>Whether to send the request again.</summary>
    public static bool Repeats(Happening happening) => happening switch
    {
        Happening.Done or Happening.Refused => false,
        Happening.Maintenance or Happening.Blocked or Happening.Closed => false,
        Happening.OverBudget => true, // after the window's end
        Happening.ClockOff => true, // once, after measuring the clock
        Happening.NotSent or Happening.Busy or Happening.Settling or Happening.Unanswered => true,
        Happening.Foreign => true, // a redirect or a page of something in front of the exchange passes as it came
        _ => throw new ArgumentOutOfRangeException(nameof(happening)),
    };

    /// <summary>Whether the request may have run although no answer says so.</summary>
    public static bool LeavesDoubt(Happening happening) => happening is Happening.Busy or Happening.Settling or Happening.Unanswered;

    /// <summary>The pause before an attempt: 100, 200, 400 ms, each between half and one and a half times that, so that many callers do not come back at once.</summary>
    /// <param name="attempt">The attempt that has just failed, from 1.</param>
    /// <param name="jitter">The source of chance.</param>
    /// <param name="settles">Whether the exchange settles the contract: the pauses are 1.5, 3 and 6 s then.</param>
    public static TimeSpan PauseAfter(int attempt, Random jitter, bool settles = false) =>
        (settles ? s_firstPauseInSettlement : s_firstPause) * (1 << (attempt - 1)) * (0.5 + jitter.NextDouble());
}
