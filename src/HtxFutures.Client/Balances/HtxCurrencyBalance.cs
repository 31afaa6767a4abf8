using System.Globalization;

namespace HtxFutures;

/// <summary>What an account has of one currency, and what of it is bound, in that currency (desk facts 3.1). Null is what the exchange did not say.</summary>
public sealed class HtxCurrencyBalance
{
    internal HtxCurrencyBalance()
    {
    }

    /// <summary>The currency, such as <c>USDT</c>.</summary>
    public string Currency { get; internal set; } = "";

    /// <summary>What it is worth, unrealised profit included; may be negative where others stand in for it.</summary>
    public decimal? Equity { get; internal set; }

    /// <summary>What is free for new orders.</summary>
    public decimal? AvailableMargin { get; internal set; }

    /// <summary>The margin that cross positions and open orders take.</summary>
    public decimal? InitialMargin { get; internal set; }

    /// <summary>The margin below which cross positions are liquidated.</summary>
    public decimal? MaintenanceMargin { get; internal set; }

    /// <summary>The maintenance margin over the equity. Of one currency of several it is no alarm: the account's counts.</summary>
    public decimal? MarginRate { get; internal set; }

    /// <summary>What closing the cross positions at their mark prices would bring.</summary>
    public decimal? UnrealizedProfit { get; internal set; }

    /// <summary>What isolated positions hold. It is not known whether <see cref="Equity"/> contains it, so nothing is added up.</summary>
    public decimal? IsolatedEquity { get; internal set; }

    /// <summary>What is free beside isolated positions.</summary>
    public decimal? IsolatedAvailable { get; internal set; }

    /// <summary>When the exchange computed these figures, on its clock, in UTC.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>One line: <c>USDT 162.52</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Currency} {Equity}");
}
