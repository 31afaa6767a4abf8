namespace HtxFutures.Sandbox;

/// <summary>The exchange's view of time: a steady base that schedules run on, and the clock it shows.</summary>
internal sealed class ExchangeClock(TimeProvider timeProvider, SandboxOptions options)
{
    public TimeProvider TimeProvider => timeProvider;

    /// <summary>Now on the base that a change of the clock offset does not move.</summary>
    public DateTimeOffset Steady => timeProvider.GetUtcNow();

    /// <summary>Now on the clock that the exchange shows and checks time stamps against.</summary>
    public DateTimeOffset Now => Shown(Steady);

    public DateTimeOffset Shown(DateTimeOffset steady) => steady + options.ClockOffset;
}
