namespace HtxFutures.Sandbox;

/// <summary>One leg of a take-profit or stop-loss, be it attached to an order or an algo order of its own. Words are those of the wire.</summary>
/// <param name="TriggerPrice">The price, in USDT, at which it fires.</param>
public sealed record SandboxStop(decimal TriggerPrice)
{
    /// <summary>What it then becomes: market (unless set), limit, optimal_5, optimal_10 or optimal_20.</summary>
    public string Type { get; init; } = "market";

    /// <summary>The limit price in USDT; zero, as recorded, where there is none.</summary>
    public decimal OrderPrice { get; init; }

    /// <summary>The price it looks at: last (unless set) or mark.</summary>
    public string PriceType { get; init; } = "last";
}
