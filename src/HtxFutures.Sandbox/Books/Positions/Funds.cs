namespace HtxFutures.Sandbox.Books.Positions;

/// <summary>The money of an account and how much of it is in use, at one moment and in USDT (desk facts 3.1). Isolated positions stand apart.</summary>
/// <param name="Cash">What was paid in and earned, less what isolated positions have for themselves.</param>
/// <param name="Profit">What cross positions would bring if they were closed at the mark price.</param>
/// <param name="InitialMargin">What cross positions and orders need to be opened.</param>
/// <param name="MaintenanceMargin">What they need to be kept.</param>
/// <param name="IsolatedMargin">What isolated positions have for themselves.</param>
/// <param name="IsolatedProfit">What they would bring.</param>
internal sealed record Funds(
    decimal Cash, decimal Profit, decimal InitialMargin, decimal MaintenanceMargin, decimal IsolatedMargin, decimal IsolatedProfit)
{
    /// <summary>What cross positions can lose.</summary>
    public decimal Equity => Cash + Profit;

    public decimal IsolatedEquity => IsolatedMargin + IsolatedProfit;

    /// <summary>What is free for new orders.</summary>
    public decimal AvailableMargin => Equity - InitialMargin;

    /// <summary>What could be transferred: a profit only once it is made.</summary>
    public decimal Withdrawable => Math.Max(0, Math.Min(AvailableMargin, Cash - InitialMargin));

    public decimal InitialRate => Figures.Share(InitialMargin, Equity);

    /// <summary>From 1 on the account is liquidated.</summary>
    public decimal MaintenanceRate => Figures.Share(MaintenanceMargin, Equity);
}
