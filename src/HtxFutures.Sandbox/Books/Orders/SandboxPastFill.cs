namespace HtxFutures.Sandbox;

/// <summary>A part of an order that was executed before anybody looked.</summary>
/// <param name="Volume">How many contracts, more than zero.</param>
/// <param name="Price">The price in USDT, more than zero.</param>
/// <param name="At">When, on the exchange's clock.</param>
public sealed record SandboxPastFill(decimal Volume, decimal Price, DateTimeOffset At)
{
    /// <summary>What led to it: 1, a trade, unless set; 3 a liquidation, 4 a delivery, 22 auto-deleveraging (desk facts 4.3).</summary>
    public string OrderType { get; init; } = "1";

    /// <summary>What it has earned by closing, in USDT and without fees; zero unless set.</summary>
    public decimal Profit { get; init; }

    /// <summary>What it cost in fees, in USDT, below zero for a rebate; null for what the order's type costs.</summary>
    public decimal? Fee { get; init; }
}
