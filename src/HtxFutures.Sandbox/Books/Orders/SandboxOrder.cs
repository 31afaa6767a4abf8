namespace HtxFutures.Sandbox;

/// <summary>An order as it stood at one moment. Members that the wire carries as words hold the wire's words.</summary>
public sealed record SandboxOrder
{
    /// <summary>The exchange's id: digits, around 1.55e18, hence beyond what a double holds exactly (facts 7).</summary>
    public required string OrderId { get; init; }

    /// <summary>The client's id; equal to <see cref="OrderId"/> when none was supplied (facts 2.1).</summary>
    public required string ClientOrderId { get; init; }

    /// <summary>The contract, such as BTC-USDT or BTC-USDT-261225.</summary>
    public required string ContractCode { get; init; }

    /// <summary>buy or sell.</summary>
    public required string Side { get; init; }

    /// <summary>long, short or both.</summary>
    public required string PositionSide { get; init; }

    /// <summary>limit, market or post_only.</summary>
    public required string Type { get; init; }

    /// <summary>cross or isolated.</summary>
    public required string MarginMode { get; init; }

    /// <summary>The limit price in USDT; zero for a market order.</summary>
    public required decimal Price { get; init; }

    /// <summary>The size in contracts.</summary>
    public required decimal Volume { get; init; }

    /// <summary>The executed part of <see cref="Volume"/>.</summary>
    public decimal FilledVolume { get; init; }

    /// <summary>The cancelled part of <see cref="Volume"/>; zero while the order is open.</summary>
    public decimal CanceledVolume { get; init; }

    /// <summary>The average price of the executed part in USDT; zero when nothing was executed.</summary>
    public decimal AveragePrice { get; init; }

    /// <summary>What the executed part has earned by closing, in USDT and without fees; zero where it has closed nothing.</summary>
    public decimal Profit { get; init; }

    /// <summary>What the executed part has cost in fees, in USDT; below zero where it was paid for.</summary>
    public decimal Fee { get; init; }

    /// <summary>Where the order stands.</summary>
    public SandboxOrderState State { get; init; }

    /// <summary>A cancel was accepted and has not taken effect yet; the order is still shown as open.</summary>
    public bool IsCanceling { get; init; }

    /// <summary>gtc, ioc or fok.</summary>
    public required string TimeInForce { get; init; }

    /// <summary>The order may only reduce a position.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>The leverage, 1 or more.</summary>
    public int Leverage { get; init; }

    /// <summary>Where the order came from: api, web, ... (facts 2.7).</summary>
    public required string Source { get; init; }

    /// <summary>The take-profit attached to it, which becomes an algo order when it is executed; null for none.</summary>
    public SandboxStop? TakeProfit { get; init; }

    /// <summary>The stop-loss attached to it, likewise; null for none.</summary>
    public SandboxStop? StopLoss { get; init; }

    /// <summary>When it was placed, on the exchange's clock.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed, on the exchange's clock.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The exchange's text for why it was cancelled; null when it was not.</summary>
    public string? CancelReason { get; init; }

    /// <summary>What the wire shows as state instead of <see cref="State"/>; null for the true one.</summary>
    public string? RawState { get; init; }

    /// <summary>The order can still be executed or cancelled.</summary>
    public bool IsOpen => State is SandboxOrderState.New or SandboxOrderState.PartiallyFilled;
}
