using System.Globalization;
using HtxFutures.Runs;

namespace HtxFutures.Orders.Stopping;

/// <summary>What is to be said of an order whose cancel the exchange took, by how it was seen to end.</summary>
internal static class CancelFollowing
{
    /// <summary>Says how it ended.</summary>
    /// <param name="item">The order.</param>
    /// <param name="taken">What was said of it when the cancel was taken.</param>
    /// <param name="sight">What the exchange shows of it.</param>
    /// <param name="timeout">How long it was followed at most.</param>
    public static CancelVerdict Verdict(StopItem item, CancelVerdict taken, Sight<HtxOrder> sight, TimeSpan timeout) => sight switch
    {
        { State: { IsFinal: true } order } => Final(order),
        { Failure: { EndsRun: true } failure } => taken with { Failure = failure },
        _ => taken with { Failure = NotInTime(item.AsHeard, sight.Failure, timeout) },
    };

    private static CancelVerdict Final(HtxOrder order) => order.State switch
    {
        OrderState.Filled => new CancelVerdict(Certainty.Final, CancelOutcome.Filled, "The order was executed before the cancel took effect.", order),
        OrderState.PartiallyCanceled => new CancelVerdict(Certainty.Final, CancelOutcome.PartiallyCanceled, "The order is cancelled; a part of it was executed.", order),
        OrderState.Rejected => new CancelVerdict(Certainty.Final, CancelOutcome.Canceled, "The exchange rejected the order; it never stood in the book.", order),
        _ => new CancelVerdict(Certainty.Final, CancelOutcome.Canceled, "The order is cancelled.", order),
    };

    private static HtxException NotInTime(OrderReference order, HtxException? trouble, TimeSpan timeout)
    {
        string why = trouble is null ? "" : $" The last look failed: {trouble.Message}";
        return new HtxException(
            HtxErrorKind.WaitTimeout,
            string.Create(CultureInfo.InvariantCulture, $"The exchange took the cancel of {order.ContractCode} order {order.Id}, and did not show it as final within {timeout.TotalSeconds:0.###} s.{why}"))
        {
            Guidance = order.ToBeLookedUp("To see what became of it, look it up."),
        };
    }
}
