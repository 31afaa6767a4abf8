using HtxFutures.Sandbox.Faults;
using HtxFutures.Sandbox.RateLimiting;

namespace HtxFutures.Sandbox;

/// <summary>What changes around a request, just before it comes.</summary>
internal static class WorldFaults
{
    private const int DefaultLimit = 10;
    private const int DefaultRequests = 10;
    private const long DefaultRise = 5;

    /// <summary>Beyond the tolerance for time stamps (facts 1.3), so that the step is noticed.</summary>
    private static readonly TimeSpan s_defaultStep = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan s_defaultMaintenance = TimeSpan.FromSeconds(5);

    public static void Apply(FaultPlan plan, Maintenance maintenance, ExchangeClock clock, Action<decimal> raisePrices)
    {
        while (plan.Take(FaultKind.ClockStep)?.Rule is { } step)
        {
            clock.Step(step.Span ?? s_defaultStep, step.Lasting);
        }

        while (plan.Take(FaultKind.Maintenance)?.Rule is { } rest)
        {
            maintenance.BeginFor(rest.Span ?? s_defaultMaintenance);
        }

        while (plan.Take(FaultKind.LimitChange)?.Rule is { } change)
        {
            int limit = (int)(change.Amount ?? DefaultLimit);
            WindowOf(plan).ChangeLimit(limit, change.Lasting is { } lasting ? clock.Steady + lasting : null);
        }

        while (plan.Take(FaultKind.OtherProgram)?.Rule is { } other)
        {
            WindowOf(plan).Consume((int)(other.Amount ?? DefaultRequests), clock.Steady);
        }

        while (plan.Take(FaultKind.PriceRise)?.Rule is { } rise)
        {
            raisePrices((rise.Amount ?? DefaultRise) / 100m);
        }
    }

    private static RequestWindow WindowOf(FaultPlan plan) => plan.Target.Account!.Window(plan.Target.Route!.Kind);
}
