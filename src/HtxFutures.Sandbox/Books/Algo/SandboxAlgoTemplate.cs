namespace HtxFutures.Sandbox;

/// <summary>
/// The terms of an algo order, and what to place with <see cref="SandboxAccount.AddAlgoOrder"/>. Words go to the wire as
/// they are, so a test can plant values that the exchange may invent tomorrow. What the type does not have is not looked at.
/// </summary>
/// <param name="Type">The type.</param>
public sealed record SandboxAlgoTemplate(SandboxAlgoType Type)
{
    /// <summary>The exchange's id; null for the next one. Set, it can be the id of an ordinary order, too.</summary>
    public string? AlgoId { get; init; }

    /// <summary>The client's id; null for none.</summary>
    public string? ClientAlgoId { get; init; }

    /// <summary>The contract; BTC-USDT unless set.</summary>
    public string ContractCode { get; init; } = "BTC-USDT";

    /// <summary>The side of the order that it will place; sell unless set.</summary>
    public string Side { get; init; } = "sell";

    /// <summary>long, short or both; both unless set.</summary>
    public string PositionSide { get; init; } = "both";

    /// <summary>cross or isolated; cross unless set.</summary>
    public string MarginMode { get; init; } = "cross";

    /// <summary>The size in contracts; 1 unless set. Zero, for a take-profit or stop-loss, is the whole position.</summary>
    public decimal Volume { get; init; } = 1m;

    /// <summary>When to take the profit; for <see cref="SandboxAlgoType.TakeProfit"/> and <see cref="SandboxAlgoType.TakeProfitStopLoss"/>.</summary>
    public SandboxStop? TakeProfit { get; init; }

    /// <summary>When to stop the loss; for <see cref="SandboxAlgoType.StopLoss"/> and <see cref="SandboxAlgoType.TakeProfitStopLoss"/>.</summary>
    public SandboxStop? StopLoss { get; init; }

    /// <summary>The price at which a <see cref="SandboxAlgoType.Trigger"/> fires.</summary>
    public decimal TriggerPrice { get; init; }

    /// <summary>The price that a trigger looks at; last unless set.</summary>
    public string TriggerPriceType { get; init; } = "last";

    /// <summary>The limit price of the order that a trigger places; zero where <see cref="PriceMatch"/> says it.</summary>
    public decimal Price { get; init; }

    /// <summary>opponent, optimal_5, optimal_10 or optimal_20; null for a limit price.</summary>
    public string? PriceMatch { get; init; }

    /// <summary>The price from which a <see cref="SandboxAlgoType.TrailingStop"/> follows; null for at once.</summary>
    public decimal? ActivePrice { get; init; }

    /// <summary>By which share the price must turn; 0.05, which is 5 %, unless set.</summary>
    public decimal CallbackRate { get; init; } = 0.05m;

    /// <summary>What a trailing stop places: formula_price unless set, or optimal_5, optimal_10, optimal_20.</summary>
    public string OrderPriceType { get; init; } = "formula_price";

    /// <summary>What is placed may only reduce a position; take-profits and stop-losses always do so.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>Where it came from; api unless set.</summary>
    public string Source { get; init; } = "api";

    /// <summary>When it was placed, on the exchange's clock; null for now.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>What the wire shows as type instead of the true one; it is listed under the true one.</summary>
    public string? RawType { get; init; }

    /// <summary>What the wire shows as state whatever happens; null for the true state.</summary>
    public string? RawState { get; init; }

    /// <summary>Take-profits and stop-losses: what can only close (desk facts 1.8).</summary>
    internal bool IsStop => Profit is not null || Loss is not null;

    internal SandboxStop? Profit => Type is SandboxAlgoType.TakeProfit or SandboxAlgoType.TakeProfitStopLoss ? TakeProfit : null;

    internal SandboxStop? Loss => Type is SandboxAlgoType.StopLoss or SandboxAlgoType.TakeProfitStopLoss ? StopLoss : null;

    /// <summary>It says all that its type needs.</summary>
    internal bool IsWhole => Volume >= 0 && (Volume > 0 || IsStop) && Type switch
    {
        SandboxAlgoType.TakeProfit => Profit is not null,
        SandboxAlgoType.StopLoss => Loss is not null,
        SandboxAlgoType.TakeProfitStopLoss => Profit is not null && Loss is not null,
        SandboxAlgoType.Trigger => TriggerPrice > 0 && (Price > 0) == (PriceMatch is null),
        _ => CallbackRate is > 0 and < 1,
    };
}
