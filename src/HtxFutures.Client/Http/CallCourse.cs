namespace HtxFutures.Http;

/// <summary>Keeps count of the attempts of one call, and says when there have been enough.</summary>
internal sealed class CallCourse(TimeProvider time)
{
    private long? _start;
    private int _refusals;
    private bool _measured;
    private bool _mayHaveRun;

    /// <summary>Attempts that were not refused for want of budget.</summary>
    public int Tries { get; private set; }

    /// <summary>All attempts.</summary>
    public int Attempts => Tries + _refusals;

    /// <summary>Takes note of an attempt. True where the rules allow another.</summary>
    public bool GoesOnAfter(Attempt attempt, CallKind kind)
    {
        // From the first attempt's end: the time in the budget's line before it is no part of the repeating.
        _start ??= time.GetTimestamp();
        _mayHaveRun |= RepeatRules.LeavesDoubt(attempt.Happening);
        if (!RepeatRules.Repeats(attempt.Happening))
        {
            Tries++;
            return false;
        }

        switch (attempt.Happening)
        {
            case Happening.OverBudget:
                return ++_refusals < RepeatRules.MostRefusals;
            case Happening.ClockOff:
                Tries++;
                bool first = !_measured && kind != CallKind.Public;
                _measured = true;
                return first;
            default:
                return ++Tries < RepeatRules.MostAttempts && time.GetElapsedTime(_start.Value) < RepeatRules.MostTime;
        }
    }

    /// <summary>How the call ended, with its last attempt.</summary>
    public CallResult Result(Attempt last) => new()
    {
        Happening = last.Happening,
        Envelope = last.Envelope,
        Attempts = Attempts,
        MayHaveRun = _mayHaveRun,
        Failure = last.Failure,
    };
}
