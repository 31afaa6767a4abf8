namespace HtxFutures.Simulation;

/// <summary>Time as one machine sees it: somebody may set its clock, and it may sleep, while time goes on everywhere else.</summary>
/// <param name="time">The time that goes on.</param>
public sealed class HostTime(VirtualTime time) : TimeProvider
{
    private TimeSpan _setBy;

    /// <summary>How long the machine has slept in all.</summary>
    public TimeSpan Slept { get; private set; }

    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    /// <summary>Stands while the machine sleeps, as the monotonic clocks of Linux and macOS do.</summary>
    public override long GetTimestamp() => time.GetTimestamp() - Slept.Ticks;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + _setBy;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);

    /// <summary>Sets the machine's clock.</summary>
    public void Step(TimeSpan by) => _setBy += by;

    /// <summary>Sends the machine to sleep; its clock is right again when it wakes up.</summary>
    public void Sleep(TimeSpan span)
    {
        Slept += span;
        time.Advance(span);
    }
}
