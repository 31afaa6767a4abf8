using System.Globalization;

namespace HtxFutures;

/// <summary>
/// What an account has and what of it is bound, as the exchange showed it at one moment (desk facts 3.1). Null is what the
/// exchange did not say. Margins are those of cross positions and of open orders; what isolated positions hold is apart.
/// </summary>
public sealed class HtxBalance
{
    // Not public: PowerShell would make balances of hashtables, of which the exchange knows nothing.
    internal HtxBalance()
    {
    }

    /// <summary>The name of the account it belongs to, as the client was given it; null where it was given none.</summary>
    public string? Account { get; internal set; }

    /// <summary>What the exchange lets the account do. Anything but Normal is an alarm.</summary>
    public AccountState State { get; internal set; }

    /// <summary>The exchange's text for <see cref="State"/>.</summary>
    public string? RawState { get; internal set; }

    /// <summary>
    /// What the account is worth, unrealised profit included. This and the figures below are the exchange's for the whole
    /// account; where it shows nothing but zeros for it, those of the one currency that tells more; null where several do,
    /// for nothing is added up.
    /// </summary>
    public decimal? Equity { get; internal set; }

    /// <summary>What is free for new orders.</summary>
    public decimal? AvailableMargin { get; internal set; }

    /// <summary>The margin that cross positions and open orders take.</summary>
    public decimal? InitialMargin { get; internal set; }

    /// <summary>The margin below which cross positions are liquidated.</summary>
    public decimal? MaintenanceMargin { get; internal set; }

    /// <summary>The maintenance margin over the equity: from 1 on the cross positions are liquidated. Says nothing of isolated ones.</summary>
    public decimal? MarginRate { get; internal set; }

    /// <summary>What closing the cross positions at their mark prices would bring.</summary>
    public decimal? UnrealizedProfit { get; internal set; }

    /// <summary>When the exchange computed these figures, on its clock, in UTC.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>The same for each currency, in the exchange's order.</summary>
    public IReadOnlyList<HtxCurrencyBalance> Currencies { get; internal set; } = [];

    /// <summary>Why there are no figures for the whole account; null where there are.</summary>
    internal string? Ambiguity { get; set; }

    /// <summary>One line: <c>Normal, equity 162.52, available 158.49, margin rate 0.0013</c>.</summary>
    public override string ToString()
    {
        string state = State == AccountState.Unknown ? RawState ?? "state unknown" : State.ToString();
        return string.Create(CultureInfo.InvariantCulture, $"{state}, equity {Shown(Equity)}, available {Shown(AvailableMargin)}, margin rate {Shown(MarginRate)}");
    }

    private static string Shown(decimal? figure) => figure?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
}
