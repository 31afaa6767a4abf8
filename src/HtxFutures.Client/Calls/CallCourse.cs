namespace HtxFutures.Calls;

/// <summary>
/// Keeps count of the attempts of one call, and says when there have been enough. One count and one clock, from the
/// first sending on, through whatever sends the same thing again.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="timeout">The longest attempt.</param>
internal sealed class CallCourse(TimeProvider time, TimeSpan timeout)
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

    /// <summary>All attempts.</summary>
    public int Attempts => Tries + _refusals;

    /// <summary>Whether the rules allow another attempt.</summary>
    public bool MayGoOn => Tries < RepeatRules.MostAttempts && Left >= s_leastTime;

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
    public bool GoesOnAfter(Attempt attempt, CallKind kind)
    {
        _mayHaveRun |= RepeatRules.LeavesDoubt(attempt.Happening);
        if (attempt.Happening == Happening.OverBudget)
        {
            return ++_refusals < RepeatRules.MostRefusals;
        }

        Tries++;
        if (attempt.Happening == Happening.ClockOff)
        {
            bool first = !_measured && kind != CallKind.Public;
            _measured = true;
            return first;
        }

        return RepeatRules.Repeats(attempt.Happening) && MayGoOn;
    }

    /// <summary>The same course so far, for a part of what was sent together and goes its own way from here.</summary>
    public CallCourse Fork() => (CallCourse)MemberwiseClone();

    /// <summary>How the call ended, with its last attempt.</summary>
    public CallResult Result(Attempt last) => new()
    {
        Happening = last.Happening,
        Envelope = last.Envelope,
        Attempts = Attempts,
        MayHaveRun = _mayHaveRun,
        Sent = last.Sent,
        Failure = last.Failure,
    };
}
