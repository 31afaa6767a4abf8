using System.Globalization;
using HtxFutures.Orders;

namespace HtxFutures.Cancelling;

/// <summary>
/// Settles what a cancel's answer left open, by looking the order up: no answer came, the answer did not name the
/// order, or the exchange says that there is no such order, which it also says of one that has just ended.
/// </summary>
internal sealed class CancelSettlement(OrderLookup lookup)
{
    /// <summary>Finds out what became of an order.</summary>
    /// <param name="task">The order.</param>
    /// <param name="reason">Why its cancel's answer does not say.</param>
    /// <param name="cancellationToken">Gives the settling up.</param>
    public async Task<Verdict> SettleAsync(CancelTask task, HtxException reason, CancellationToken cancellationToken)
    {
        try
        {
            return ByState(task, reason, await lookup.FindAsync(task.Order, cancellationToken).ConfigureAwait(false));
        }
        catch (HtxException failure)
        {
            return NotAsked(task, reason, failure);
        }
    }

    /// <summary>What became of an order, by what looking it up gave.</summary>
    /// <param name="task">The order.</param>
    /// <param name="reason">Why its cancel's answer does not say.</param>
    /// <param name="found">The order as it was found; null where the exchange does not know it.</param>
    public static Verdict ByState(CancelTask task, HtxException reason, HtxOrder? found)
    {
        OrderReference order = task.Order;
        return found switch
        {
            null when task.MayHaveRun && order.OrderId is null => Unknown(
                order, "The exchange does not know this client order id, which lapses when its order ends: our own cancel may have ended it."),
            null => NotFound(order, reason.Code),
            { State: OrderState.Filled } => new Verdict(CancelOutcome.Filled, "The exchange shows the order as executed.", found),
            { State: OrderState.Canceled } => new Verdict(
                task.MayHaveRun ? CancelOutcome.Canceled : CancelOutcome.AlreadyCanceled, "The exchange shows the order as cancelled.", found),
            { State: OrderState.PartiallyCanceled } => new Verdict(
                task.MayHaveRun ? CancelOutcome.PartiallyCanceled : CancelOutcome.AlreadyCanceled, "The exchange shows the order as cancelled, a part of it executed.", found),
            { State: OrderState.Rejected } => new Verdict(CancelOutcome.AlreadyCanceled, "The exchange shows the order as rejected; it never stood in the book.", found),
            _ => Unknown(order, $"The exchange still shows the order as {found.RawState ?? "open"}. {reason.Message}", found: found),
        };
    }

    /// <summary>What is to be said of an order where the exchange could not be asked for it.</summary>
    /// <param name="task">The order.</param>
    /// <param name="reason">Why its cancel's answer does not say.</param>
    /// <param name="failure">Why the exchange could not be asked. What ends the run must end it, also where it was met while settling.</param>
    public static Verdict NotAsked(CancelTask task, HtxException reason, HtxException failure) => Unknown(
        task.Order, $"{reason.Message} Looking the order up failed too: {failure.Message}", failure.EndsRun ? failure : null);

    private static Verdict NotFound(OrderReference order, int? code)
    {
        HtxException error = UnknownOrder.Error(order, code);
        return new Verdict(CancelOutcome.NotFound, error.Message, Failure: error);
    }

    private static Verdict Unknown(OrderReference order, string message, HtxException? fatal = null, HtxOrder? found = null) =>
        new(CancelOutcome.Unknown, message, found, fatal ?? new HtxException(HtxErrorKind.OutcomeUnknown, message)
        {
            Advice = string.Create(
                CultureInfo.InvariantCulture,
                $"Look the order up: Get-HtxOrder -ContractCode {order.ContractCode} -{(order.OrderId is null ? "ClientOrderId" : "OrderId")} {order.Id}. Stopping it again does no harm."),
        });
}
