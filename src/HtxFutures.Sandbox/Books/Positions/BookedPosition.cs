namespace HtxFutures.Sandbox.Books.Positions;

/// <summary>A position in the exchange's hands: what was bought or sold, and what was put aside for it.</summary>
internal sealed class BookedPosition(PositionKey key, bool isLong, int leverage, DateTimeOffset createdAt)
{
    public PositionKey Key => key;

    /// <summary>It was bought, and is closed by selling.</summary>
    public bool IsLong => isLong;

    public int Leverage { get; set; } = leverage;

    public decimal Volume { get; set; }

    /// <summary>The average price, in USDT, of what was opened.</summary>
    public decimal EntryPrice { get; set; }

    /// <summary>What an isolated position has for itself, in USDT; zero for a cross one.</summary>
    public decimal Margin { get; set; }

    /// <summary>How near it is to being taken for auto-deleveraging; null for nothing.</summary>
    public string? AdlRisk { get; init; } = "1";

    /// <summary>On the exchange's clock.</summary>
    public DateTimeOffset CreatedAt { get; } = createdAt;

    /// <summary>On the exchange's clock.</summary>
    public DateTimeOffset UpdatedAt { get; set; } = createdAt;

    public bool IsIsolated => key.MarginMode == "isolated";
}
