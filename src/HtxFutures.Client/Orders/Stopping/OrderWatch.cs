using System.Globalization;
using HtxFutures.Runs;

namespace HtxFutures.Orders.Stopping;

/// <summary>Watches cancelled orders until the exchange shows them as final.</summary>
/// <param name="settlement">Looks at them, many at once.</param>
/// <param name="timeout">The longest watch over an order.</param>
/// <param name="time">The clock.</param>
internal sealed class OrderWatch(Settlement<SoughtOrder, HtxOrder> settlement, TimeSpan timeout, TimeProvider time)
{
    /// <summary>Whether there is anything to watch.</summary>
    public static bool Concerns(HtxCancelResult result) => result.Outcome is CancelOutcome.Accepted or CancelOutcome.Pending;

    /// <summary>Watches an order until it is final, or the time is over.</summary>
    /// <param name="result">What is known of it.</param>
    /// <param name="createdAt">When it was placed; null where that is not known.</param>
    /// <param name="cancellationToken">Gives the watch up.</param>
    public async Task<HtxCancelResult> FollowAsync(HtxCancelResult result, DateTimeOffset? createdAt, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        var order = OrderReference.AsNamed(result.ContractCode, result.OrderId, result.ClientOrderId);
        Sight<HtxOrder> sight = await settlement.AskAsync(new SoughtOrder(order, createdAt, hasExisted: true), Patience.UntilFinal(timeout), cancellationToken).ConfigureAwait(false);
        result = result with { Elapsed = result.Elapsed + time.GetElapsedTime(began) };
        return sight switch
        {
            { State: { IsFinal: true } final } => Final(result, final),
            { Failure: { EndsRun: true } failure } => result with { Failure = failure },
            _ => result with { Failure = NotInTime(order, sight.Failure) },
        };
    }

    private static HtxCancelResult Final(HtxCancelResult result, HtxOrder order) => result with
    {
        OrderId = order.OrderId,
        ClientOrderId = result.ClientOrderId ?? order.ClientOrderId,
        Outcome = order.State switch
        {
            OrderState.Filled => CancelOutcome.Filled,
            OrderState.PartiallyCanceled => CancelOutcome.PartiallyCanceled,
            _ => CancelOutcome.Canceled,
        },
        FilledVolume = order.FilledVolume,
        Message = order.State switch
        {
            OrderState.Filled => "The order was executed before the cancel took effect.",
            OrderState.PartiallyCanceled => "The order is cancelled; a part of it was executed.",
            OrderState.Rejected => "The exchange rejected the order; it never stood in the book.",
            _ => "The order is cancelled.",
        },
        Order = result.Order ?? order,
    };

    private HtxException NotInTime(OrderReference order, HtxException? trouble)
    {
        string why = trouble is null ? "" : $" The last look failed: {trouble.Message}";
        return new HtxException(
            HtxErrorKind.WaitTimeout,
            string.Create(CultureInfo.InvariantCulture, $"The exchange took the cancel of {order.ContractCode} order {order.Id}, and did not show it as final within {timeout.TotalSeconds:0.###} s.{why}"))
        {
            Advice = $"Look it up: Get-HtxOrder -ContractCode {order.ContractCode} -{(order.OrderId is null ? "ClientOrderId" : "OrderId")} {order.Id}.",
        };
    }
}
