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
    /// <param name="ended">What is said of one that has ended.</param>
    public static CancelVerdict Verdict(StopItem item, CancelVerdict taken, Sight<IShownOrder> sight, TimeSpan timeout, Func<IShownOrder, CancelVerdict> ended) => sight switch
    {
        { State: { IsFinal: true } order } => ended(order),
        { Failure: { EndsRun: true } failure } => taken with { Failure = failure },
        _ => taken with { Failure = NotInTime(item.AsHeard, sight.Failure, timeout) },
    };

    private static HtxException NotInTime(OrderReference order, HtxException? trouble, TimeSpan timeout)
    {
        string why = trouble is null ? "" : $" The last look failed: {trouble.Message}";
        return new HtxException(
            HtxErrorKind.WaitTimeout,
            string.Create(CultureInfo.InvariantCulture, $"The exchange took the cancel of {order}, and did not show it as final within {timeout.TotalSeconds:0.###} s.{why}"))
        {
            Guidance = order.ToBeLookedUp("To see what became of it, look it up."),
        };
    }
}
