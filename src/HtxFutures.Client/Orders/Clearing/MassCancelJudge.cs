using HtxFutures.Calls;
using HtxFutures.Errors;
using HtxFutures.Orders.Stopping;
using HtxFutures.Runs;

namespace HtxFutures.Orders.Clearing;

/// <summary>Judges an order by the answer to a mass cancel, as if it had been cancelled alone.</summary>
internal static class MassCancelJudge
{
    /// <summary>Judges an order.</summary>
    /// <param name="item">The order, which has heard the call.</param>
    /// <param name="call">How the mass cancel ended.</param>
    /// <param name="word">What the answer says of the order; null where it does not say.</param>
    /// <param name="wasListed">Whether what is open was listed before. Else all that the answer names may be without a contract, and to look each up by its id costs a read.</param>
    public static CancelVerdict Judge(StopItem item, CallResult call, CancelItem? word, bool wasListed)
    {
        CancelVerdict verdict = CancelJudge.Judge(item, call, word);
        if (item.Order.ContractCode.Length == 0 && !(wasListed && verdict.Certainty == Certainty.TakenOn && item.AsHeard.OrderId is not null))
        {
            return verdict.IsKnown ? verdict with { Certainty = Certainty.Final } : WithoutContract(item, verdict.Failure!);
        }

        return verdict.Certainty == Certainty.Doubt && MassCancelAnswer.MayPassOver(call) ? verdict with { Certainty = Certainty.PassedOver } : verdict;
    }

    // The answer to a mass cancel of the account has no contracts in it, and that an order can be looked up without one is the word of a page alone (facts 2.7).
    private static CancelVerdict WithoutContract(StopItem item, HtxException reason)
    {
        string message = $"The exchange names the {item.Order}, which was not listed before, and does not say of which contract it is. {reason.Message}";
        return new CancelVerdict(Certainty.Final, CancelOutcome.Unknown, message, Failure: new HtxException(HtxErrorKind.OutcomeUnknown, message)
        {
            Code = reason.Code,
            Guidance = new("Clearing them again does no harm. To see what is open, list the orders.", Means.ListOrders),
        });
    }
}
