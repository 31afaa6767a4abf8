using System.Globalization;
using HtxFutures.Orders.Stopping;
using HtxFutures.Runs;

namespace HtxFutures.AlgoOrders;

/// <summary>What is to be said of an algo order that was to be stopped, by the final state that the exchange shows it in (desk facts 1.4).</summary>
internal static class AlgoEndings
{
    /// <summary>What became of one that was looked at since its cancel's answer left something open.</summary>
    public static CancelVerdict Found(StopItem item, HtxAlgoOrder algo) => algo.State == AlgoOrderState.Canceled
        ? Ended(item.MayHaveRun ? CancelOutcome.Canceled : CancelOutcome.AlreadyCanceled, "The exchange shows the algo order as cancelled.", algo)
        : ByItself(algo);

    /// <summary>What became of one whose cancel the exchange took.</summary>
    public static CancelVerdict Followed(HtxAlgoOrder algo) => algo.State == AlgoOrderState.Canceled
        ? Ended(CancelOutcome.Canceled, "The algo order is cancelled.", algo)
        : ByItself(algo);

    private static CancelVerdict ByItself(HtxAlgoOrder algo) => algo.State == AlgoOrderState.Effective
        ? Ended(CancelOutcome.Filled, $"It fired before it could be stopped{Child(algo)}", algo)
        : Ended(CancelOutcome.AlreadyCanceled, "It ended by itself (failed), without firing.", algo);

    // That it fired says nothing of what was executed, and its order may rest in the book.
    private static string Child(HtxAlgoOrder algo) => algo switch
    {
        { Child: { } child } => string.Create(CultureInfo.InvariantCulture, $": its order {child.OrderId} is {child.RawState ?? "in an unknown state"}, {child.FilledVolume?.ToString(CultureInfo.InvariantCulture) ?? "an unknown part"} of {child.Volume?.ToString(CultureInfo.InvariantCulture) ?? "an unknown volume"} filled."),
        { ChildOrderId: { } id } => $": it placed the order {id}, of which nothing more is known.",
        _ => "; the order that it placed was not found.",
    };

    private static CancelVerdict Ended(CancelOutcome outcome, string message, HtxAlgoOrder algo) => new(Certainty.Final, outcome, message, algo);
}
