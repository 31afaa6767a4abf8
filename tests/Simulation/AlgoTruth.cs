using System.Globalization;
using HtxFutures.Sandbox;

namespace HtxFutures.Simulation;

/// <summary>What may be said of an algo order, by what the exchange knows of it.</summary>
public static class AlgoTruth
{
    /// <summary>Whether a result is so, by what the exchange knows when it is told or later.</summary>
    /// <param name="asked">The algo order as it was given.</param>
    /// <param name="result">What the client says of it.</param>
    /// <param name="algo">The algo order as the exchange knows it; null for none.</param>
    /// <param name="child">The order that it has placed; null for none.</param>
    /// <param name="alone">Whether it was given once, and by nobody else: then no other cancel of it can have been taken.</param>
    public static bool Holds(OrderReference asked, HtxCancelResult result, SandboxAlgoOrder? algo, SandboxOrder? child, bool alone)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(result);
        return result.Outcome switch
        {
            CancelOutcome.Accepted or CancelOutcome.Pending => algo is not null && (!algo.IsOpen || algo.IsCanceling),

            // One that could not be looked at, and has failed by itself, the exchange may have called cancelled.
            CancelOutcome.Canceled => algo?.State == SandboxAlgoState.Canceled || (algo?.State == SandboxAlgoState.Failed && result.Code == 1071),
            CancelOutcome.AlreadyCanceled => algo?.State == SandboxAlgoState.Failed || (algo?.State == SandboxAlgoState.Canceled && !alone),
            CancelOutcome.Filled => algo?.State == SandboxAlgoState.Effective && IsOfChild(result, child),

            // What is not in effect is shown nowhere; a client's id names an ended one only for a while.
            CancelOutcome.NotFound => algo is null or { State: SandboxAlgoState.Waiting } || (asked.OrderId is null && !algo.IsOpen && !(alone && algo.State == SandboxAlgoState.Canceled)),
            CancelOutcome.Rejected => algo is null or { State: not SandboxAlgoState.Canceled, IsCanceling: false } || !alone,
            CancelOutcome.Unknown => true,
            _ => false,
        };
    }

    /// <summary>An algo order in a few words.</summary>
    /// <param name="algo">The algo order as the exchange knows it; null for none.</param>
    public static string Describe(SandboxAlgoOrder? algo) => algo is null
        ? "unknown to the exchange"
        : string.Create(CultureInfo.InvariantCulture, $"a {algo.Terms.Type}, {algo.State}, child {algo.ChildOrderId}{(algo.IsCanceling ? ", being cancelled" : "")}");

    /// <summary>That it fired is told with the order that it placed, or without any: never with another one. That order may have been executed further since it was looked at.</summary>
    private static bool IsOfChild(HtxCancelResult result, SandboxOrder? child) =>
        result.FilledVolume is null || (child is not null && result.FilledVolume <= child.FilledVolume && result.Message?.Contains(child.OrderId, StringComparison.Ordinal) == true);
}
