using HtxFutures.Calls.Answers;
using HtxFutures.Errors;
using HtxFutures.Runs;

namespace HtxFutures.Orders.Stopping;

/// <summary>What is to be said of an order whose cancel's answer left something open, by what looking at it has shown.</summary>
internal static class CancelSights
{
    /// <summary>Says what became of an order.</summary>
    /// <param name="item">The order.</param>
    /// <param name="open">What the answer says of it, and what that leaves open.</param>
    /// <param name="sight">What the exchange shows of it.</param>
    /// <param name="ended">What is said of one that has ended.</param>
    public static CancelVerdict Verdict(StopItem item, CancelVerdict open, Sight<IShownOrder> sight, Func<IShownOrder, CancelVerdict> ended) => (open, sight) switch
    {
        (_, { State: { IsFinal: true } order }) => ended(order),
        ({ Outcome: CancelOutcome.Filled }, _) => open with { Certainty = Certainty.Final }, // how much of it stays unknown
        ({ IsKnown: true }, { State: { } order }) => Unknown(item.Order, $"The exchange says that the order was cancelled, and still shows it as {State(order)}.", order),
        ({ IsKnown: true }, _) => open with { Certainty = Certainty.Final, Outcome = CancelOutcome.Canceled, Message = MostLikely(item.Order.Kind) },
        ({ Certainty: Certainty.PassedOver }, { State: not null }) => open with { Certainty = Certainty.Again },
        ({ Failure: { } reason }, { State: { } order }) => Unknown(item.Order, $"The exchange still shows the order as {State(order)}. {reason.Message}", order, settling: SettlementAdvice(reason)),
        ({ Failure: { } reason }, { Failure: { } failure }) => NotAsked(item.Order, reason, failure),
        ({ Failure: { } reason }, _) => Gone(item, reason),
        _ => throw new ArgumentException("What is open has a reason.", nameof(open)),
    };

    private static string MostLikely(OrderKind kind) => kind == OrderKind.AlgoOrder
        ? "The algo order has ended without firing, most likely by our own cancel, whose answer was lost."
        : "The order is cancelled, most likely by our own cancel, whose answer was lost. How much of it was executed before could not be found out.";

    private static string State(IShownOrder order) => order.RawState ?? "open";

    // What ends the run must end it, also where it was met while looking.
    private static CancelVerdict NotAsked(OrderReference order, HtxException reason, HtxException failure) =>
        Unknown(order, $"{reason.Message} Looking the order up failed too: {failure.Message}", fatal: failure.EndsRun ? failure : null, settling: SettlementAdvice(reason) ?? SettlementAdvice(failure));

    private static CancelVerdict Gone(StopItem item, HtxException reason)
    {
        OrderReference order = item.Order;
        if (item.MayHaveRun)
        {
            return Unknown(order, order.OrderId is null
                ? $"The exchange does not know this {order.Words.ClientId}, which lapses some time after its order has ended: our own cancel may have ended it."
                : $"The exchange does not know this {order.Words.Noun} any more, and our own cancel, whose answer was lost, may have ended it.");
        }

        HtxException error = UnknownOrder.Error(order, reason.Code, Means.StopOrder);
        return new CancelVerdict(Certainty.Final, CancelOutcome.NotFound, error.Message, Failure: error);
    }

    // While a contract is being settled, asking again at once is not what helps.
    private static string? SettlementAdvice(HtxException failure) =>
        failure.Code is { } code && ExchangeCodes.Find(code) is { Class: CodeClass.Settling } settling ? $"{settling.Advice} " : null;

    private static CancelVerdict Unknown(OrderReference order, string message, IShownOrder? found = null, HtxException? fatal = null, string? settling = null) =>
        new(Certainty.Final, CancelOutcome.Unknown, message, found, fatal ?? new HtxException(HtxErrorKind.OutcomeUnknown, message)
        {
            Guidance = order.ToBeLookedUp($"{settling}Stopping it again does no harm. To see what became of it, look it up."),
        });
}
