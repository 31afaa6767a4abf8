using System.Globalization;
using HtxFutures.Calls.Answers;
using HtxFutures.Runs;

namespace HtxFutures.Orders.Stopping;

/// <summary>What is to be said of an order whose cancel's answer left something open, by what looking at it has shown.</summary>
internal static class CancelVerdicts
{
    /// <summary>Says what became of an order.</summary>
    /// <param name="task">The order.</param>
    /// <param name="judgement">What the answer says of it.</param>
    /// <param name="sight">What the exchange shows of it.</param>
    public static Verdict Of(CancelTask task, Judgement judgement, Sight<HtxOrder> sight) => (judgement, sight) switch
    {
        (_, { State: { IsFinal: true } order }) => Final(task, order),
        ({ Verdict: { Outcome: CancelOutcome.Filled } verdict }, _) => verdict, // how much of it stays unknown
        ({ Verdict: not null }, { State: { } order }) => Unknown(task.Order, $"The exchange says that the order was cancelled, and still shows it as {State(order)}.", order),
        ({ Verdict: { } verdict }, _) => verdict with { Outcome = CancelOutcome.Canceled, Message = "The order is cancelled, most likely by our own cancel, whose answer was lost. How much of it was executed before could not be found out." },
        ({ Reason: { } reason }, { State: { } order }) => Unknown(task.Order, $"The exchange still shows the order as {State(order)}. {reason.Message}", order, settling: SettlementAdvice(reason)),
        ({ Reason: { } reason }, { Failure: { } failure }) => NotAsked(task.Order, reason, failure),
        ({ Reason: { } reason }, _) => Gone(task, reason),
        _ => throw new ArgumentException("A judgement has a verdict or a reason.", nameof(judgement)),
    };

    /// <summary>What became of an order that the exchange shows as final.</summary>
    public static Verdict Final(CancelTask task, HtxOrder order) => order.State switch
    {
        OrderState.Filled => new Verdict(CancelOutcome.Filled, "The exchange shows the order as executed.", order),
        OrderState.PartiallyCanceled => new Verdict(
            task.MayHaveRun ? CancelOutcome.PartiallyCanceled : CancelOutcome.AlreadyCanceled, "The exchange shows the order as cancelled, a part of it executed.", order),
        OrderState.Rejected => new Verdict(CancelOutcome.AlreadyCanceled, "The exchange shows the order as rejected; it never stood in the book.", order),
        _ => new Verdict(task.MayHaveRun ? CancelOutcome.Canceled : CancelOutcome.AlreadyCanceled, "The exchange shows the order as cancelled.", order),
    };

    private static string State(HtxOrder order) => order.RawState ?? "open";

    // What ends the run must end it, also where it was met while looking.
    private static Verdict NotAsked(OrderReference order, HtxException reason, HtxException failure) =>
        Unknown(order, $"{reason.Message} Looking the order up failed too: {failure.Message}", fatal: failure.EndsRun ? failure : null, settling: SettlementAdvice(reason) ?? SettlementAdvice(failure));

    private static Verdict Gone(CancelTask task, HtxException reason)
    {
        OrderReference order = task.Order;
        if (task.MayHaveRun)
        {
            return Unknown(order, order.OrderId is null
                ? "The exchange does not know this client order id, which lapses some time after its order has ended: our own cancel may have ended it."
                : "The exchange does not know this order any more, and our own cancel, whose answer was lost, may have ended it.");
        }

        HtxException error = UnknownOrder.Error(order, reason.Code);
        return new Verdict(CancelOutcome.NotFound, error.Message, Failure: error);
    }

    // While a contract is being settled, asking again at once is not what helps.
    private static string? SettlementAdvice(HtxException failure) =>
        failure.Code is { } code && ExchangeCodes.Find(code) is { Class: CodeClass.Settling } settling ? $"{settling.Advice} " : null;

    private static Verdict Unknown(OrderReference order, string message, HtxOrder? found = null, HtxException? fatal = null, string? settling = null) =>
        new(CancelOutcome.Unknown, message, found, fatal ?? new HtxException(HtxErrorKind.OutcomeUnknown, message)
        {
            Advice = string.Create(
                CultureInfo.InvariantCulture,
                $"{settling}Look the order up: Get-HtxOrder -ContractCode {order.ContractCode} -{(order.OrderId is null ? "ClientOrderId" : "OrderId")} {order.Id}. Stopping it again does no harm."),
        });
}
