using HtxFutures.Calls.Answers;

namespace HtxFutures.Calls;

/// <summary>
/// Keeps count of the attempts of one call, and says when there have been enough. One count and one clock, from the
/// first sending on, through whatever sends the same thing again.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="timeout">The longest attempt.</param>
/// <param name="isOnce">Whether one attempt is all there is to be.</param>
internal sealed class RepeatCount(TimeProvider time, TimeSpan timeout, bool isOnce = false)
{
    // An attempt that has less than this left is not begun.
    private static readonly TimeSpan s_leastTime = TimeSpan.FromSeconds(1);

    // Who asks for a longer attempt gets one, whole.
    private readonly TimeSpan _most = timeout > RepeatRules.MostTime ? timeout : RepeatRules.MostTime;
    private long? _begun;
    private TimeSpan _inLine;
    private int _refusals;
    private bool _measured;
    private bool _mayHaveRun;

    /// <summary>Attempts that were not refused for want of budget.</summary>
    public int Tries { get; private set; }

    /// <summary>Whether anything was sent, or is being sent.</summary>
    public bool HasBegun => _begun is not null;

    /// <summary>All attempts.</summary>
    public int Attempts => Tries + _refusals;

    /// <summary>Whether the rules allow another attempt.</summary>
    public bool MayGoOn => !isOnce && Tries < RepeatRules.MostAttempts && Left >= s_leastTime;

    private TimeSpan Left => _begun is { } begun ? _most + _inLine - time.GetElapsedTime(begun) : _most;

    /// <summary>Takes note that an attempt begins.</summary>
    /// <param name="inLine">How long it waited in the budget's line, which is no part of the repeating.</param>
    /// <returns>How long it may take.</returns>
    public TimeSpan Begin(TimeSpan inLine)
    {
        _inLine += _begun is null ? TimeSpan.Zero : inLine;
        _begun ??= time.GetTimestamp();
        TimeSpan left = Left > s_leastTime ? Left : s_leastTime;
        return left < timeout ? left : timeout;
    }

    /// <summary>Takes note of an attempt. True where the rules allow another.</summary>
    public bool GoesOnAfter(Attempt attempt)
    {
        _mayHaveRun |= RepeatRules.LeavesDoubt(attempt.Outcome);
        if (attempt.Outcome == AttemptOutcome.OverBudget)
        {
            return ++_refusals < RepeatRules.MostRefusals && !isOnce;
        }

        Tries++;
        if (attempt.Outcome == AttemptOutcome.ClockOff)
        {
            bool first = !_measured && !attempt.Request.Route.IsPublic;
            _measured = true;
            return first && !isOnce;
        }

        return RepeatRules.Repeats(attempt.Outcome, attempt.Request.Route.Repeat) && MayGoOn;
    }

    /// <summary>The same count so far, for a part of what was sent together and goes its own way from here.</summary>
    /// <param name="rest">For how long it was looked at before, which is no part of the repeating either.</param>
    public RepeatCount Fork(TimeSpan rest = default)
    {
        var fork = (RepeatCount)MemberwiseClone();
        fork._inLine += rest;
        return fork;
    }

    /// <summary>How the call ended, with its last attempt.</summary>
    public CallResult Result(Attempt last) => Result(last.Outcome, last.Failure, last.Envelope, last.Sent);

    /// <summary>How the call ended that had no turn any more. To have tried counts as an attempt.</summary>
    public CallResult ResultInLine(AttemptOutcome outcome, HtxException failure)
    {
        Tries++;
        return Result(outcome, failure, default, 0);
    }

    private CallResult Result(AttemptOutcome outcome, HtxException? failure, Envelope envelope, long sent) => new()
    {
        Outcome = outcome,
        Envelope = envelope,
        Attempts = Attempts,
        MayHaveRun = _mayHaveRun,
        Sent = sent,
        Failure = failure,
    };
}
