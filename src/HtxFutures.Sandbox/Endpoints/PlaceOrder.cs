using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Books.Positions;
using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>
/// POST /v5/trade/order (facts 2.5). There is no market behind it: market orders are executed at once,
/// ioc and fok find no counterpart, everything else rests.
/// </summary>
internal static class PlaceOrder
{
    public static Answer Serve(ApiCall call)
    {
        SandboxOrderTemplate template = Read(call);
        long? clientId = call.Parameters.ClientOrderId();
        if (call.IsInUse(clientId))
        {
            return Answer.Refused(call.Options.DuplicateClientIdCode);
        }

        if (RefusalOf(call, template) is { } refusal)
        {
            return Answer.Refused(refusal);
        }

        BookedOrder order = call.Book.Add(template, clientId);
        MeetMarket(call, order);
        return Answer.Success(wire => wire.Ids(order.View));
    }

    private static SandboxOrderTemplate Read(ApiCall call)
    {
        Parameters parameters = call.Parameters;
        string contract = call.RequiredContract();
        string type = parameters.RequiredChoice("type", OrderWords.Types);
        decimal market = call.Venue.Prices.LastOf(contract) ?? OrderBook.AnyPrice;
        SandboxOrderTemplate template = new()
        {
            ContractCode = contract,
            MarginMode = parameters.RequiredChoice("margin_mode", OrderWords.MarginModes),
            Side = parameters.RequiredChoice("side", OrderWords.Sides),
            PositionSide = call.PositionSide(parameters.Choice("position_side", OrderWords.PositionSides) ?? "both"),
            Type = type,
            Price = Price(parameters, type, market),
            Volume = parameters.Volume(),
            TimeInForce = parameters.Choice("time_in_force", OrderWords.TimesInForce) ?? "gtc",
            ReduceOnly = parameters.Flag("reduce_only"),
            TakeProfit = StopParameters.Find(parameters, "tp"),
            StopLoss = StopParameters.Find(parameters, "sl"),
        };
        CheckStops(template, market);
        return template;
    }

    /// <summary>What can only close needs something to close (desk facts 2.4), and what can open an account that may.</summary>
    private static int? RefusalOf(ApiCall call, SandboxOrderTemplate order)
    {
        if (!OrderEffects.OnlyCloses(order.Side, order.PositionSide, order.ReduceOnly))
        {
            return call.Account.CloseOnlyCode;
        }

        return IsCovered(call, order) ? null : order.PositionSide == "both" ? ReplyCode.ReduceOnlyTooLarge : ReplyCode.NoClosableAmount;
    }

    private static bool IsCovered(ApiCall call, SandboxOrderTemplate order) =>
        call.Positions.Find(new PositionKey(order.ContractCode, order.MarginMode, order.PositionSide)) is { } position
        && position.IsLong == (order.Side == "sell")
        && order.Volume <= position.Volume - call.Valuation.HeldOf(position);

    private static void CheckStops(SandboxOrderTemplate order, decimal market)
    {
        if (order is { TakeProfit: null, StopLoss: null })
        {
            return;
        }

        bool buys = order.Side == "buy";
        if (order.ReduceOnly || order.PositionSide == (buys ? "short" : "long"))
        {
            throw new RefusalException(ReplyCode.StopsOnClosingOrder);
        }

        StopParameters.CheckSides(order.TakeProfit, order.StopLoss, closesBySelling: buys, _ => order.Price > 0 ? order.Price : market);
    }

    private static decimal Price(Parameters parameters, string type, decimal market)
    {
        bool matchesBook = parameters.Choice("price_match", OrderWords.PriceMatches) is not null;
        if (matchesBook && parameters.Find("price") is not null)
        {
            // The two exclude each other (facts 2.5).
            throw new RefusalException(ReplyCode.IllegalParameter, "price");
        }

        return type == "market" ? 0 : matchesBook ? market : parameters.Positive("price");
    }

    private static void MeetMarket(ApiCall call, BookedOrder order)
    {
        if (order.View.Type == "market")
        {
            call.Book.Fill(order, order.View.Volume, call.Clock.Steady);
        }
        else if (order.View.TimeInForce != "gtc")
        {
            call.Book.Cancel(order, OrderWords.CanceledBySystem, call.Clock.Steady);
        }
    }
}
