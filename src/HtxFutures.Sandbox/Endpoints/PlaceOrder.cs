using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Orders;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>
/// POST /v5/trade/order (facts 2.5). There is no market behind it: market orders are executed at once,
/// ioc and fok find no counterpart, everything else rests.
/// </summary>
internal static class PlaceOrder
{
    /// <summary>What market orders are executed at.</summary>
    private const decimal MarketPrice = 1000m;

    private static readonly IReadOnlyList<string> s_flags = ["0", "1", "false", "true"];

    public static Answer Serve(ApiCall call)
    {
        SandboxOrderTemplate template = Read(call);
        long? clientId = ClientId(call.Parameters);
        if (clientId is { } id && call.Book.FindByClientId(id) is not null)
        {
            return Answer.Refused(ReplyCode.DuplicateClientOrderId);
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
        return new SandboxOrderTemplate
        {
            ContractCode = contract,
            MarginMode = parameters.RequiredChoice("margin_mode", OrderWords.MarginModes),
            Side = parameters.RequiredChoice("side", OrderWords.Sides),
            PositionSide = parameters.Choice("position_side", OrderWords.PositionSides) ?? "both",
            Type = type,
            Price = Price(parameters, type),
            Volume = Volume(parameters),
            TimeInForce = parameters.Choice("time_in_force", OrderWords.TimesInForce) ?? "gtc",
            ReduceOnly = parameters.Choice("reduce_only", s_flags) is "1" or "true",
        };
    }

    private static decimal Price(Parameters parameters, string type)
    {
        bool matchesBook = parameters.Choice("price_match", OrderWords.PriceMatches) is not null;
        if (matchesBook && parameters.Find("price") is not null)
        {
            // The two exclude each other (facts 2.5).
            throw new RefusalException(ReplyCode.IllegalParameter, "price");
        }

        return matchesBook || type == "market" ? MarketPrice : parameters.Positive("price");
    }

    private static decimal Volume(Parameters parameters)
    {
        decimal volume = parameters.Positive("volume");
        return decimal.IsInteger(volume) ? volume : throw new RefusalException(ReplyCode.IllegalParameter, "volume");
    }

    private static long? ClientId(Parameters parameters)
    {
        if (parameters.Find("client_order_id") is not { Length: > 0 } text)
        {
            return null;
        }

        return OrderId.TryParse(text, out long id)
            ? id
            : throw new RefusalException(ReplyCode.ClientOrderIdNotInteger);
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
