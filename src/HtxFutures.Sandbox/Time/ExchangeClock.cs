namespace HtxFutures.Sandbox;

/// <summary>The exchange's view of time: a steady base that schedules run on, and the clock it shows.</summary>
internal sealed class ExchangeClock(TimeProvider timeProvider, SandboxOptions options)
{
    private readonly DateTimeOffset _started = timeProvider.GetUtcNow();
    private readonly long _origin = timeProvider.GetTimestamp();

    // Replaced, never changed: the clock is read from any thread.
    private volatile (TimeSpan By, DateTimeOffset EndsAt)[] _steps = [];

    public TimeProvider TimeProvider => timeProvider;

    /// <summary>Now on the base that neither a change of the clock offset nor one of this machine's clock moves.</summary>
    public DateTimeOffset Steady => _started + timeProvider.GetElapsedTime(_origin);

    /// <summary>Now on the clock that the exchange shows and checks time stamps against.</summary>
    public DateTimeOffset Now => Shown(Steady);

    public DateTimeOffset Shown(DateTimeOffset steady) => steady + options.ClockOffset + Stepped();

    /// <summary>Turns the clock that the exchange shows, for a time or, with null, for good.</summary>
    public void Step(TimeSpan by, TimeSpan? lasting)
    {
        DateTimeOffset now = Steady;
        DateTimeOffset endsAt = lasting is { } time ? now + time : DateTimeOffset.MaxValue;
        _steps = [.. _steps.Where(step => step.EndsAt > now), (by, endsAt)];
    }

    private TimeSpan Stepped()
    {
        TimeSpan sum = TimeSpan.Zero;
        foreach ((TimeSpan by, DateTimeOffset endsAt) in _steps)
        {
            sum += Steady < endsAt ? by : TimeSpan.Zero;
        }

        return sum;
    }
}
