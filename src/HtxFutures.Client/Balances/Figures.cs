using HtxFutures.Json;

namespace HtxFutures.Balances;

/// <summary>The figures that the exchange gives alike for an account and for each of its currencies (desk facts 3.1).</summary>
internal sealed record Figures
{
    public decimal? Equity { get; private init; }

    public decimal? AvailableMargin { get; private init; }

    public decimal? InitialMargin { get; private init; }

    public decimal? MaintenanceMargin { get; private init; }

    public decimal? MarginRate { get; private init; }

    public decimal? UnrealizedProfit { get; private init; }

    public DateTimeOffset? UpdatedAt { get; private init; }

    /// <summary>Whether some of them are other than 0.</summary>
    public bool SaySomething => Equity is not (null or 0) || AvailableMargin is not (null or 0) || CarryMargin || UnrealizedProfit is not (null or 0);

    /// <summary>Whether margin is bound.</summary>
    public bool CarryMargin => InitialMargin is not (null or 0) || MaintenanceMargin is not (null or 0);

    /// <summary>Reads them.</summary>
    public static Figures Read(in WireObject row)
    {
        decimal? equity = row.Find("equity").Decimal;
        decimal? initialMargin = row.Find("initial_margin").Decimal;
        return new Figures
        {
            Equity = equity,
            AvailableMargin = row.Find("available_margin").Decimal ?? Difference(equity, initialMargin),
            InitialMargin = initialMargin,
            MaintenanceMargin = row.Find("maintenance_margin").Decimal,
            MarginRate = row.Find("maintenance_margin_rate").Decimal,
            UnrealizedProfit = row.Find("profit_unreal").Decimal,
            UpdatedAt = row.Find("updated_time").Time,
        };
    }

    // What is free where the exchange does not say so; never what may be withdrawn, which is something else.
    private static decimal? Difference(decimal? one, decimal? other)
    {
        try
        {
            return one - other;
        }
        catch (OverflowException)
        {
            return null; // no sums of this world
        }
    }
}
