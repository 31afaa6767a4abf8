namespace HtxFutures.Sandbox;

/// <summary>
/// A position to plant with <see cref="SandboxAccount.AddPosition"/>. Words go to the wire as they are,
/// so a test can plant values that the exchange may invent tomorrow.
/// </summary>
public sealed record SandboxPositionTemplate
{
    /// <summary>The contract; BTC-USDT unless set.</summary>
    public string ContractCode { get; init; } = "BTC-USDT";

    /// <summary>long or short, or both in one-way mode; null for what the direction says in the account's mode.</summary>
    public string? PositionSide { get; init; }

    /// <summary>buy or sell; null for what the side says, and buy where that says nothing.</summary>
    public string? Direction { get; init; }

    /// <summary>cross unless set.</summary>
    public string MarginMode { get; init; } = "cross";

    /// <summary>The size in contracts, more than zero; 1 unless set.</summary>
    public decimal Volume { get; init; } = 1m;

    /// <summary>The price that it was opened at, in USDT; null for the price of the last trade.</summary>
    public decimal? EntryPrice { get; init; }

    /// <summary>The leverage, 1 or more; 10 unless set.</summary>
    public int Leverage { get; init; } = 10;

    /// <summary>An isolated position's own money, in USDT; null for the initial margin at the entry price.</summary>
    public decimal? Margin { get; init; }

    /// <summary>How near it is to being taken for auto-deleveraging; 1 unless set, null for nothing.</summary>
    public string? AdlRisk { get; init; } = "1";

    /// <summary>When it was opened, on the exchange's clock; null for now.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}
