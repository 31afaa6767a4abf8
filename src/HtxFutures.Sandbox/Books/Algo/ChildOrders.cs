using HtxFutures.Sandbox.Books.Orders;

namespace HtxFutures.Sandbox.Books.Algo;

/// <summary>Places the ordinary order that an algo order becomes when it fires.</summary>
internal sealed class ChildOrders(OrderBook orders, Venue venue)
{
    /// <summary>Places it, and executes what takes what the book has; limit orders rest, whatever the price.</summary>
    /// <param name="algo">What fires.</param>
    /// <param name="leg">With which leg.</param>
    /// <param name="volume">How many contracts.</param>
    /// <param name="at">When, on the steady base.</param>
    public BookedOrder Place(BookedAlgo algo, SandboxStop leg, decimal volume, DateTimeOffset at)
    {
        SandboxAlgoTemplate terms = algo.Terms;
        decimal limit = LimitOf(terms, leg);
        bool isMarket = terms.IsStop && leg.Type == "market";
        BookedOrder child = orders.Add(
            new SandboxOrderTemplate
            {
                ContractCode = terms.ContractCode,
                Side = terms.Side,
                PositionSide = terms.PositionSide,
                MarginMode = terms.MarginMode,
                Type = isMarket ? "market" : "limit",
                Price = isMarket ? 0 : limit > 0 ? limit : venue.Prices.LastOf(terms.ContractCode) ?? leg.TriggerPrice,
                Volume = volume,
                ReduceOnly = terms.IsStop || terms.ReduceOnly,
                Source = terms.IsStop ? "tpsl" : "trigger",
                CreatedAt = venue.Clock.Shown(at),
            },
            terms.IsStop ? algo.AlgoId : null); // so seen in a sample of the history (desk facts 1.8)
        if (limit == 0)
        {
            orders.Fill(child, child.View.Volume, at);
        }

        return child;
    }

    /// <summary>The limit price of what is placed; zero for what takes what the book has.</summary>
    private static decimal LimitOf(SandboxAlgoTemplate terms, SandboxStop leg) => terms.Type switch
    {
        SandboxAlgoType.Trigger => terms.Price,
        SandboxAlgoType.TrailingStop => 0,
        _ => leg.Type == "limit" ? leg.OrderPrice : 0,
    };
}
