using System.Globalization;
using HtxFutures.Calls;
using HtxFutures.Calls.Answers;
using HtxFutures.Runs;

namespace HtxFutures.Orders.Stopping;

/// <summary>Judges an order by what the answer to its cancel says of it. The one place that does, however the cancel was sent.</summary>
internal static class CancelJudge
{
    /// <summary>What all items that name an order say of it: the first, if they agree; null where none does, or they contradict each other.</summary>
    public static CancelItem? Agreed(OrderReference order, List<CancelItem> items)
    {
        CancelItem? agreed = null;
        foreach (CancelItem item in items)
        {
            if (!item.Names(order))
            {
                continue;
            }

            if (item.Code is null || (agreed is { } first && first.Code != item.Code))
            {
                return null;
            }

            agreed ??= item;
        }

        return agreed;
    }

    /// <summary>
    /// What the answer to a joint request that was not done says of each of its orders: the same of all; null where its
    /// code speaks of a single order, since that cannot be true of all of them by the way.
    /// </summary>
    public static CancelItem? OfEach(CallResult call) =>
        call.Outcome == AttemptOutcome.Refused
        && call.Envelope.Code is { } code
        && ExchangeCodes.Find(code).Class is CodeClass.CancelPending or CodeClass.Filled or CodeClass.AlreadyCanceled
            ? null
            : new CancelItem(call.Envelope.Code, call.Envelope.Message, null, null);

    /// <summary>
    /// What the answer to an order that went alone says of it, by its own code; null where the answer contradicts itself,
    /// names another order, or has another code beside that.
    /// </summary>
    public static CancelItem? Alone(OrderReference order, CallResult call, List<CancelItem>? items)
    {
        var word = new CancelItem(call.Envelope.Code, call.Envelope.Message, null, null);
        if (call.Outcome != AttemptOutcome.Done)
        {
            return word;
        }

        foreach (CancelItem item in items ?? [])
        {
            if (item.NamesAnother(order) || (item.Code ?? word.Code) != word.Code)
            {
                return null;
            }

            word = word with { OrderId = item.OrderId, ClientOrderId = item.ClientOrderId };
        }

        return items is null ? null : word;
    }

    /// <summary>What a joint answer says of an order; null where it does not name it, or says two things of it.</summary>
    public static CancelItem? Named(OrderReference order, CallResult call, List<CancelItem>? items) => call.Outcome == AttemptOutcome.Done
        ? Agreed(order, items ?? [])
        : OfEach(call);

    /// <summary>Judges an order.</summary>
    /// <param name="item">The order, which has heard the call.</param>
    /// <param name="call">How the call ended.</param>
    /// <param name="word">What the answer says of the order; null where it does not say.</param>
    public static CancelVerdict Judge(StopItem item, CallResult call, CancelItem? word)
    {
        if (call.Outcome is not (AttemptOutcome.Done or AttemptOutcome.Refused)
            || call is { Outcome: AttemptOutcome.Refused, Envelope.Code: null, Failure: not null })
        {
            // Not answered, or in words instead of a number: that is no word on a single order.
            return item.MayHaveRun ? CancelVerdict.Open(call.Failure!) : CancelVerdict.Refused(call.Failure!);
        }

        if (word is not { Code: { } number })
        {
            item.MayHaveRun = true;
            return CancelVerdict.Open(new HtxException(HtxErrorKind.OutcomeUnknown, $"The exchange's answer does not say what became of the {item.Order}."));
        }

        ExchangeCode code = ExchangeCodes.Find(number);
        if (CancelVerdict.ByCode(code.Class) is { } verdict && (call.Outcome == AttemptOutcome.Done || code.Class != CodeClass.Success))
        {
            // A cancel of ours may have done it.
            return code.Class == CodeClass.AlreadyCanceled && item.MayHaveRun ? verdict with { Certainty = Certainty.Incomplete } : verdict;
        }

        HtxException failure = call.Failure ?? Failure(code, word.Value);
        bool isBusy = code.Class is CodeClass.Busy or CodeClass.Settling or CodeClass.RateLimited;
        item.MayHaveRun |= code.Class is CodeClass.Busy or CodeClass.Settling;
        return isBusy || item.MayHaveRun || code.Class is CodeClass.OrderNotFound or CodeClass.NothingToCancel
            ? CancelVerdict.Open(failure, isBusy)
            : CancelVerdict.Refused(failure);
    }

    private static HtxException Failure(ExchangeCode code, CancelItem item) => new(
        code.Kind,
        string.Create(CultureInfo.InvariantCulture, $"The exchange refused: {code.Meaning} (code {code.Number}{(item.Message is null ? "" : $": {item.Message}")})."))
    {
        Code = code.Number,
        Advice = code.Advice,
    };
}
