namespace HtxFutures.Switch;

/// <summary>What is known of an account's switch: the setting that was confirmed last, and those in doubt. Its users take turns.</summary>
internal sealed class AutoCancelRecord(TimeProvider time)
{
    // A renewal every third of the time-out leaves room for one that fails, and for repeating it.
    private const int RenewalsPerTimeout = 3;

    // A timer may be early by its grain.
    private static readonly TimeSpan s_grain = TimeSpan.FromMilliseconds(100);

    /// <summary>The setting that was confirmed last; null where there was none.</summary>
    public AutoCancelSetting? Setting { get; private set; }

    /// <summary>Those that were not answered.</summary>
    public AutoCancelDoubts Doubts { get; } = new(time);

    /// <summary>Whether one of them may have made, or may yet make, another setting than the confirmed one.</summary>
    public bool InDoubt => Doubts.Concern(Setting);

    /// <summary>
    /// Whether it has triggered. By the time that has passed here, since the local clock may be set meanwhile; counted
    /// from the confirmation, so never too early.
    /// </summary>
    public bool IsOverdue => Setting?.TriggersAt is not null && time.GetElapsedTime(Setting.Received) >= Setting.Span;

    // Counted from the sending, so never too late: where the answer was slow, the deadline may have passed before it came.
    private bool MayBeOverdue => Setting?.TriggersAt is not null && time.GetElapsedTime(Setting.Sent) >= Setting.Span;

    // Within what it must be set again: before it triggers, and before anything would that was not answered.
    private TimeSpan Span => Setting!.TriggersAt is null || Doubts.Soonest < Setting.RenewWithin
        ? Doubts.Soonest ?? AutoCancelDoubts.LongestWay
        : Setting.RenewWithin;

    /// <summary>The longest pause before it is tried to set it again.</summary>
    public TimeSpan LongestPause => Span / RenewalsPerTimeout;

    /// <summary>When to set it again from the background: in a third of its time, and as soon as that settles what is in doubt.</summary>
    public TimeSpan NextPause
    {
        get
        {
            TimeSpan pause = LongestPause - time.GetElapsedTime(Setting!.Sent);
            if (InDoubt && Doubts.Left + s_grain < pause)
            {
                pause = Doubts.Left + s_grain;
            }

            return pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
        }
    }

    /// <summary>The longest wait for an answer: early enough to try once more before it triggers.</summary>
    public TimeSpan LongestWait
    {
        get
        {
            TimeSpan half = (Span - time.GetElapsedTime(Setting!.Sent)) / 2;
            return half > LongestPause ? half : LongestPause;
        }
    }

    /// <summary>A setting was confirmed.</summary>
    public void Confirm(AutoCancelSetting setting)
    {
        Setting = setting;
        Doubts.Settle(setting.Sent);
    }

    /// <summary>As it is shown.</summary>
    /// <param name="isRenewed">Whether it is renewed from the background.</param>
    /// <param name="lastError">What the last work in the background failed with.</param>
    /// <param name="exchangeTime">The time on the exchange's clock as far as is known, which tells of a sleep of this machine; null where it is not.</param>
    public HtxAutoCancel Show(bool isRenewed, string? lastError, DateTimeOffset? exchangeTime)
    {
        bool isSet = Setting?.TriggersAt is not null;
        bool mayBeOver = MayBeOverdue || Setting?.TriggersAt <= exchangeTime;
        Doubts.Forget(isSet && !IsOverdue);
        return new HtxAutoCancel
        {
            Enabled = isSet && !mayBeOver,
            KeepAlive = isRenewed,
            Timeout = Setting?.Timeout,
            ExchangeTime = Setting?.ExchangeTime,
            TriggersAt = Setting?.TriggersAt,
            Triggered = IsOverdue,
            InDoubt = InDoubt || (mayBeOver && !IsOverdue),
            LastError = lastError,
        };
    }
}
