using HtxFutures.Sandbox.Books.Algo;
using HtxFutures.Sandbox.Codes;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>Reads the legs of take-profits and stop-losses, of algo orders and of orders alike.</summary>
internal static class StopParameters
{
    /// <summary>A leg, tp or sl; null where there is none.</summary>
    public static SandboxStop? Find(Parameters parameters, string leg) =>
        parameters.Find($"{leg}_trigger_price") is null ? null : Required(parameters, leg);

    public static SandboxStop Required(Parameters parameters, string leg)
    {
        string type = parameters.Choice($"{leg}_type", AlgoWords.StopTypes) ?? "market";
        return new SandboxStop(parameters.Positive($"{leg}_trigger_price"))
        {
            Type = type,
            PriceType = parameters.Choice($"{leg}_trigger_price_type", AlgoWords.StopPriceTypes) ?? "last",

            // A limit price without the type that goes with it is dropped without a word, as recorded (desk facts 1.2).
            OrderPrice = type == "limit" ? parameters.Positive($"{leg}_order_price") : 0,
        };
    }

    /// <summary>Refuses a leg that would fire at once.</summary>
    public static void CheckSides(SandboxStop? profit, SandboxStop? loss, bool closesBySelling, Func<string, decimal?> priceOf)
    {
        if (profit is not null && priceOf(profit.PriceType) is { } above && (closesBySelling ? profit.TriggerPrice <= above : profit.TriggerPrice >= above))
        {
            throw new RefusalException(ReplyCode.TakeProfitOnWrongSide);
        }

        if (loss is not null && priceOf(loss.PriceType) is { } below && (closesBySelling ? loss.TriggerPrice >= below : loss.TriggerPrice <= below))
        {
            throw new RefusalException(ReplyCode.StopLossOnWrongSide);
        }
    }
}
