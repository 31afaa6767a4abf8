using System.Globalization;
using HtxFutures.Calls;
using HtxFutures.Calls.Answers;

namespace HtxFutures.Orders.Stopping;

/// <summary>Judges an order by what the answer to its cancel says of it. The one place that does, however the cancel was sent.</summary>
internal static class CancelJudge
{
    /// <summary>What several items say of one order: the first, if they agree; null where there is none, or they contradict each other.</summary>
    public static CancelItem? Agreed(List<CancelItem> naming) =>
        naming.Count > 0 && naming.TrueForAll(item => item.Code is not null && item.Code == naming[0].Code) ? naming[0] : null;

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
    public static CancelItem? Alone(CancelTask task, CallResult call, List<CancelItem>? items)
    {
        var word = new CancelItem(call.Envelope.Code, call.Envelope.Message, null, null);
        if (call.Outcome != AttemptOutcome.Done)
        {
            return word;
        }

        foreach (CancelItem item in items ?? [])
        {
            if (item.NamesAnother(task.Order) || (item.Code ?? word.Code) != word.Code)
            {
                return null;
            }

            word = word with { OrderId = item.OrderId, ClientOrderId = item.ClientOrderId };
        }

        return items is null ? null : word;
    }

    /// <summary>What a joint answer says of an order; null where it does not name it, or says two things of it.</summary>
    public static CancelItem? Named(CancelTask task, CallResult call, List<CancelItem>? items) => call.Outcome == AttemptOutcome.Done
        ? Agreed(items?.FindAll(item => item.Names(task.Order)) ?? [])
        : OfEach(call);

    /// <summary>Judges an order.</summary>
    /// <param name="task">The order, which has heard the call.</param>
    /// <param name="call">How the call ended.</param>
    /// <param name="item">What the answer says of the order; null where it does not say.</param>
    public static Judgement Judge(CancelTask task, CallResult call, CancelItem? item)
    {
        if (call.Outcome is not (AttemptOutcome.Done or AttemptOutcome.Refused))
        {
            return task.MayHaveRun ? new Judgement(Reason: call.Failure) : new Judgement(Verdict.Refused(call.Failure!));
        }

        if (call is { Outcome: AttemptOutcome.Refused, Envelope.Code: null, Failure: { } refusal })
        {
            // In words instead of a number: that is no word on a single order.
            return task.MayHaveRun ? new Judgement(Reason: refusal) : new Judgement(Verdict.Refused(refusal));
        }

        if (item is not { Code: { } number })
        {
            task.MayHaveRun = true;
            return new Judgement(Reason: new HtxException(HtxErrorKind.OutcomeUnknown, $"The exchange's answer does not say what became of the {task.Order}."));
        }

        ExchangeCode code = ExchangeCodes.Find(number);
        if (Verdict.ByCode(code.Class) is { } verdict && (call.Outcome == AttemptOutcome.Done || code.Class != CodeClass.Success))
        {
            // A cancel of ours may have done it; and what was executed is asked for.
            bool isToBeSeen = code.Class == CodeClass.Filled || (code.Class == CodeClass.AlreadyCanceled && task.MayHaveRun);
            return new Judgement(verdict, IsToBeSeen: isToBeSeen);
        }

        HtxException failure = call.Failure ?? Failure(code, item.Value);
        bool isBusy = code.Class is CodeClass.Busy or CodeClass.Settling or CodeClass.RateLimited;
        task.MayHaveRun |= code.Class is CodeClass.Busy or CodeClass.Settling;
        return isBusy || task.MayHaveRun || code.Class is CodeClass.OrderNotFound or CodeClass.NothingToCancel
            ? new Judgement(Reason: failure, IsBusy: isBusy)
            : new Judgement(Verdict.Refused(failure));
    }

    private static HtxException Failure(ExchangeCode code, CancelItem item) => new(
        code.Kind,
        string.Create(CultureInfo.InvariantCulture, $"The exchange refused: {code.Meaning} (code {code.Number}{(item.Message is null ? "" : $": {item.Message}")})."))
    {
        Code = code.Number,
        Advice = code.Advice,
    };
}
