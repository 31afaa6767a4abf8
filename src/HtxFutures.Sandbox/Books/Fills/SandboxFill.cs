namespace HtxFutures.Sandbox;

/// <summary>An execution of an order, or of a part of it. Members that the wire carries as words hold the wire's words.</summary>
public sealed record SandboxFill
{
    /// <summary>The id of its row, by which it is told from others (desk facts 4.3).</summary>
    public required string Id { get; init; }

    /// <summary>The number of the trade; not that of the row.</summary>
    public required string TradeId { get; init; }

    /// <summary>The exchange's id of the order.</summary>
    public required string OrderId { get; init; }

    /// <summary>The contract.</summary>
    public required string ContractCode { get; init; }

    /// <summary>buy or sell.</summary>
    public required string Side { get; init; }

    /// <summary>long, short or both.</summary>
    public required string PositionSide { get; init; }

    /// <summary>cross or isolated.</summary>
    public required string MarginMode { get; init; }

    /// <summary>The order's type: limit, market or post_only.</summary>
    public required string Type { get; init; }

    /// <summary>What led to it: 1 a trade, 3 a liquidation, 4 a delivery, 22 auto-deleveraging.</summary>
    public string OrderType { get; init; } = "1";

    /// <summary>TAKER or MAKER.</summary>
    public required string Role { get; init; }

    /// <summary>The price in USDT.</summary>
    public required decimal Price { get; init; }

    /// <summary>How many contracts, more than zero.</summary>
    public required decimal Volume { get; init; }

    /// <summary>What it cost in fees, in USDT; below zero where it was paid for.</summary>
    public required decimal Fee { get; init; }

    /// <summary>What it has earned by closing, in USDT and without fees; zero where it has closed nothing.</summary>
    public decimal Profit { get; init; }

    /// <summary>Where the order came from: api, web, …</summary>
    public required string Source { get; init; }

    /// <summary>When it was executed, on the exchange's clock.</summary>
    public required DateTimeOffset At { get; init; }
}
