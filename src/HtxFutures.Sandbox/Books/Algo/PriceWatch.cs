namespace HtxFutures.Sandbox.Books.Algo;

/// <summary>What one algo order has seen of the price since it came into effect, and whether it is to fire.</summary>
internal sealed class PriceWatch
{
    private bool? _rises;
    private bool _follows;
    private decimal _best;

    /// <summary>Shows it the prices as they are now.</summary>
    /// <returns>The leg that fires, an empty one for types without legs; null when none does.</returns>
    public SandboxStop? See(SandboxAlgoTemplate terms, Func<string, decimal?> priceOf) => terms.Type switch
    {
        SandboxAlgoType.Trigger => priceOf(terms.TriggerPriceType) is { } price && Arrives(terms.TriggerPrice, price) ? new SandboxStop(terms.TriggerPrice) : null,
        SandboxAlgoType.TrailingStop => priceOf("last") is { } price && Turns(terms, price) ? new SandboxStop(price) : null,
        _ => Fires(terms.Profit, terms.Side == "sell", priceOf) ?? Fires(terms.Loss, terms.Side == "buy", priceOf),
    };

    /// <summary>What sells takes its profit above and stops its loss below; what buys, the other way round.</summary>
    private static SandboxStop? Fires(SandboxStop? stop, bool above, Func<string, decimal?> priceOf) =>
        stop is not null && priceOf(stop.PriceType) is { } price && (above ? price >= stop.TriggerPrice : price <= stop.TriggerPrice) ? stop : null;

    /// <summary>V5 does not say from which side a trigger waits; it is the side on which the price was seen first.</summary>
    private bool Arrives(decimal trigger, decimal price)
    {
        _rises ??= price < trigger;
        return _rises == true ? price >= trigger : price <= trigger;
    }

    private bool Turns(SandboxAlgoTemplate terms, decimal price)
    {
        bool sells = terms.Side == "sell";
        if (!_follows)
        {
            _follows = terms.ActivePrice is not { } active || (sells ? price >= active : price <= active);
            _best = price;
            return false;
        }

        _best = sells ? Math.Max(_best, price) : Math.Min(_best, price);
        return sells ? price <= _best * (1 - terms.CallbackRate) : price >= _best * (1 + terms.CallbackRate);
    }
}
