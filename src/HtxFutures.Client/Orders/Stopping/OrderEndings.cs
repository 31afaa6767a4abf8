using HtxFutures.Runs;

namespace HtxFutures.Orders.Stopping;

/// <summary>What is to be said of an ordinary order that was to be stopped, by the final state that the exchange shows it in.</summary>
internal static class OrderEndings
{
    /// <summary>What became of one that was looked at since its cancel's answer left something open.</summary>
    public static CancelVerdict Found(StopItem item, HtxOrder order) => order.State switch
    {
        OrderState.Filled => Ended(CancelOutcome.Filled, "The exchange shows the order as executed.", order),
        OrderState.PartiallyCanceled => Ended(item.MayHaveRun ? CancelOutcome.PartiallyCanceled : CancelOutcome.AlreadyCanceled, "The exchange shows the order as cancelled, a part of it executed.", order),
        OrderState.Rejected => Ended(CancelOutcome.AlreadyCanceled, "The exchange shows the order as rejected; it never stood in the book.", order),
        _ => Ended(item.MayHaveRun ? CancelOutcome.Canceled : CancelOutcome.AlreadyCanceled, "The exchange shows the order as cancelled.", order),
    };

    /// <summary>What became of one whose cancel the exchange took.</summary>
    public static CancelVerdict Followed(HtxOrder order) => order.State switch
    {
        OrderState.Filled => Ended(CancelOutcome.Filled, "The order was executed before the cancel took effect.", order),
        OrderState.PartiallyCanceled => Ended(CancelOutcome.PartiallyCanceled, "The order is cancelled; a part of it was executed.", order),
        OrderState.Rejected => Ended(CancelOutcome.Canceled, "The exchange rejected the order; it never stood in the book.", order),
        _ => Ended(CancelOutcome.Canceled, "The order is cancelled.", order),
    };

    private static CancelVerdict Ended(CancelOutcome outcome, string message, HtxOrder order) => new(Certainty.Final, outcome, message, order);
}
