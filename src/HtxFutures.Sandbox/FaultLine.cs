using HtxFutures.Sandbox.Faults;

namespace HtxFutures.Sandbox;

/// <summary>The way of a request through the faults, with the exchange in its middle. Calls must not overlap.</summary>
internal sealed class FaultLine(SandboxFaults faults, RequestPipeline pipeline, ExchangeClock clock, Action<decimal> raisePrices)
{
    public SandboxReply Handle(SandboxRequest request)
    {
        if (faults.PlanFor(request) is not { } plan)
        {
            return pipeline.Handle(request);
        }

        WorldFaults.Apply(plan, pipeline.Maintenance, clock, raisePrices);
        SandboxReply reply = EdgeFaults.Intercept(plan) ?? pipeline.Handle(request, plan);
        return DeliveryFaults.Apply(plan, ReplyFaults.Apply(plan, reply));
    }
}
