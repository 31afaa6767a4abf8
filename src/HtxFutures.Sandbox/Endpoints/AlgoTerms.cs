using HtxFutures.Sandbox.Books;
using HtxFutures.Sandbox.Books.Algo;
using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Codes;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>Reads the terms of an algo order that is to be placed (desk facts 1.2).</summary>
internal static class AlgoTerms
{
    private const decimal LeastCallbackRate = 0.001m;
    private const decimal LargestCallbackRate = 0.1m;

    public static SandboxAlgoTemplate Read(ApiCall call)
    {
        Parameters parameters = call.Parameters;
        SandboxAlgoTemplate terms = new(AlgoWords.TypeOf(parameters.RequiredChoice("type", AlgoWords.Types)))
        {
            ContractCode = call.RequiredContract(),
            Side = parameters.RequiredChoice("side", OrderWords.Sides),
            PositionSide = parameters.RequiredChoice("position_side", OrderWords.PositionSides),
            MarginMode = parameters.RequiredChoice("margin_mode", OrderWords.MarginModes),
            ClientAlgoId = ClientId(parameters),
        };
        return terms.Type switch
        {
            SandboxAlgoType.Trigger => Trigger(parameters, terms),
            SandboxAlgoType.TrailingStop => Trailing(call, terms),
            _ => Stop(call, terms),
        };
    }

    private static SandboxAlgoTemplate Stop(ApiCall call, SandboxAlgoTemplate terms)
    {
        Parameters parameters = call.Parameters;
        bool takesProfit = terms.Type != SandboxAlgoType.StopLoss;
        bool stopsLoss = terms.Type != SandboxAlgoType.TakeProfit;
        terms = terms with
        {
            Volume = parameters.Find("volume") is null && !call.Options.StopsNeedVolume ? 0 : parameters.Volume(),
            TakeProfit = takesProfit ? StopParameters.Required(parameters, "tp") : null,
            StopLoss = stopsLoss ? StopParameters.Required(parameters, "sl") : null,
        };
        StopParameters.CheckSides(
            terms.TakeProfit, terms.StopLoss, closesBySelling: terms.Side == "sell", type => call.Venue.Prices.PriceOf(terms.ContractCode, type));
        return terms;
    }

    /// <summary>A limit price or a price to be matched, as in an order (desk facts 1.2).</summary>
    private static SandboxAlgoTemplate Trigger(Parameters parameters, SandboxAlgoTemplate terms)
    {
        string? match = parameters.Choice("price_match", OrderWords.PriceMatches);
        if (match is not null && parameters.Find("price") is not null)
        {
            throw new RefusalException(ReplyCode.IllegalParameter, "price");
        }

        return terms with
        {
            Volume = parameters.Volume(),
            TriggerPrice = parameters.Positive("trigger_price"),
            TriggerPriceType = parameters.Choice("trigger_price_type", AlgoWords.TriggerPriceTypes) ?? "last",
            Price = match is null ? parameters.Positive("price") : 0,
            PriceMatch = match,
            ReduceOnly = parameters.Flag("reduce_only"),
        };
    }

    private static SandboxAlgoTemplate Trailing(ApiCall call, SandboxAlgoTemplate terms)
    {
        Parameters parameters = call.Parameters;
        decimal rate = parameters.Positive("callback_rate");
        decimal? active = parameters.Find("active_price") is null ? null : parameters.Positive("active_price");
        if (rate is < LeastCallbackRate or > LargestCallbackRate)
        {
            throw new RefusalException(ReplyCode.CallbackRateOutOfRange);
        }

        if (active is { } from && call.Venue.Prices.LastOf(terms.ContractCode) is { } last && (terms.Side == "sell" ? from <= last : from >= last))
        {
            throw new RefusalException(ReplyCode.ActivePriceOnWrongSide);
        }

        return terms with
        {
            Volume = parameters.Volume(),
            CallbackRate = rate,
            ActivePrice = active,
            OrderPriceType = parameters.RequiredChoice("order_price_type", AlgoWords.TrailingPriceTypes),
            ReduceOnly = parameters.Flag("reduce_only"),
        };
    }

    private static string? ClientId(Parameters parameters)
    {
        if (parameters.Find("algo_client_order_id") is not { Length: > 0 } text)
        {
            return null;
        }

        // Whether these may be other than numbers is not known; client ids of orders may not (facts 7).
        return OrderId.TryParse(text, out _) ? text : throw new RefusalException(ReplyCode.ClientOrderIdNotInteger);
    }
}
