namespace HtxFutures.Sandbox;

/// <summary>
/// What to place with <see cref="SandboxAccount.AddOrder"/>. Words go to the wire as they are,
/// so a test can plant values that the exchange may invent tomorrow.
/// </summary>
public sealed record SandboxOrderTemplate
{
    /// <summary>The contract; BTC-USDT unless set.</summary>
    public string ContractCode { get; init; } = "BTC-USDT";

    /// <summary>The client's id: digits, 1 to 9223372036854775807 (facts 7); null for none.</summary>
    public string? ClientOrderId { get; init; }

    /// <summary>buy unless set.</summary>
    public string Side { get; init; } = "buy";

    /// <summary>both unless set.</summary>
    public string PositionSide { get; init; } = "both";

    /// <summary>limit unless set.</summary>
    public string Type { get; init; } = "limit";

    /// <summary>cross unless set.</summary>
    public string MarginMode { get; init; } = "cross";

    /// <summary>The limit price in USDT; 1000 unless set.</summary>
    public decimal Price { get; init; } = 1000m;

    /// <summary>The size in contracts, more than zero; 1 unless set.</summary>
    public decimal Volume { get; init; } = 1m;

    /// <summary>The part executed from the start, 0 to <see cref="Volume"/>; 0 unless set.</summary>
    public decimal FilledVolume { get; init; }

    /// <summary>gtc unless set.</summary>
    public string TimeInForce { get; init; } = "gtc";

    /// <summary>Whether the order may only reduce a position; false unless set.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>The leverage; 1 unless set.</summary>
    public int Leverage { get; init; } = 1;

    /// <summary>Where the order came from; api unless set.</summary>
    public string Source { get; init; } = "api";

    /// <summary>The take-profit attached to it; null for none.</summary>
    public SandboxStop? TakeProfit { get; init; }

    /// <summary>The stop-loss attached to it; null for none.</summary>
    public SandboxStop? StopLoss { get; init; }

    /// <summary>When it was placed, on the exchange's clock; null for now.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>What the wire shows as state whatever happens to the order; null for the true state.</summary>
    public string? RawState { get; init; }
}
