namespace HtxFutures;

/// <summary>How far to go in stopping an account.</summary>
public sealed record StopTradingOptions
{
    /// <summary>Whether positions are closed at market, too.</summary>
    public bool ClosesPositions { get; init; }

    /// <summary>Whether the close-only algo orders (take-profit, stop-loss, reduce-only) of positions that stay are left to them. Not beside <see cref="ClosesPositions"/>.</summary>
    public bool KeepsProtection { get; init; }

    /// <summary>After which time it ends, whatever is left; a minute unless set.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}
