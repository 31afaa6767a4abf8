using System.ComponentModel;
using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>What the views show of a balance and of its currencies, whose figures have the same names: hidden members, by type data. Figures of tables fit their columns, those of lists are whole.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BalanceCells
{
    // The width of a figure's column in Views/HtxBalance.Format.ps1xml and Views/HtxCurrencyBalance.Format.ps1xml.
    private const int Width = 16;

    /// <summary>What the exchange lets the account do; where that is not known here, in its own words.</summary>
    public static string? State(PSObject row) => StateOf(row) == AccountState.Unknown
        ? Cell.Text(row, nameof(HtxBalance.RawState)) ?? nameof(AccountState.Unknown)
        : StateOf(row).ToString();

    /// <summary>Whether that is an alarm, for its colour.</summary>
    public static string? StateTone(PSObject row) => RiskTone.OfState(StateOf(row));

    /// <summary>What is there.</summary>
    public static string? Equity(PSObject row) => Cell.Number(row, nameof(HtxBalance.Equity));

    /// <summary>The same for a table.</summary>
    public static string? EquityCell(PSObject row) => Cell.Number(row, nameof(HtxBalance.Equity), Width);

    /// <summary>What of it is free.</summary>
    public static string? AvailableMargin(PSObject row) => Cell.Number(row, nameof(HtxBalance.AvailableMargin));

    /// <summary>The same for a table.</summary>
    public static string? AvailableMarginCell(PSObject row) => Cell.Number(row, nameof(HtxBalance.AvailableMargin), Width);

    /// <summary>What is bound.</summary>
    public static string? InitialMargin(PSObject row) => Cell.Number(row, nameof(HtxBalance.InitialMargin));

    /// <summary>The same for a table.</summary>
    public static string? InitialMarginCell(PSObject row) => Cell.Number(row, nameof(HtxBalance.InitialMargin), Width);

    /// <summary>What must be there.</summary>
    public static string? MaintenanceMargin(PSObject row) => Cell.Number(row, nameof(HtxBalance.MaintenanceMargin));

    /// <summary>The same for a table.</summary>
    public static string? MaintenanceMarginCell(PSObject row) => Cell.Number(row, nameof(HtxBalance.MaintenanceMargin), Width);

    /// <summary>What must be there over what is.</summary>
    public static string? MarginRate(PSObject row) => Cell.Number(row, nameof(HtxBalance.MarginRate));

    /// <summary>The same for a table.</summary>
    public static string? MarginRateCell(PSObject row) => InvariantText.Share(Cell.Figure(row, nameof(HtxBalance.MarginRate)));

    /// <summary>Whether that is high, for its colour.</summary>
    public static string? MarginRateTone(PSObject row) => RiskTone.OfMarginRate(Cell.Figure(row, nameof(HtxBalance.MarginRate)));

    /// <summary>What closing would bring.</summary>
    public static string? UnrealizedProfit(PSObject row) => Cell.Number(row, nameof(HtxBalance.UnrealizedProfit));

    /// <summary>The same for a table.</summary>
    public static string? UnrealizedProfitCell(PSObject row) => Cell.Number(row, nameof(HtxBalance.UnrealizedProfit), Width);

    /// <summary>What isolated positions hold.</summary>
    public static string? IsolatedEquity(PSObject row) => Cell.Number(row, nameof(HtxCurrencyBalance.IsolatedEquity));

    /// <summary>The same for a table.</summary>
    public static string? IsolatedEquityCell(PSObject row) => Cell.Number(row, nameof(HtxCurrencyBalance.IsolatedEquity), Width);

    /// <summary>What is free beside them.</summary>
    public static string? IsolatedAvailable(PSObject row) => Cell.Number(row, nameof(HtxCurrencyBalance.IsolatedAvailable));

    /// <summary>The same for a table.</summary>
    public static string? IsolatedAvailableCell(PSObject row) => Cell.Number(row, nameof(HtxCurrencyBalance.IsolatedAvailable), Width);

    /// <summary>When the exchange computed it.</summary>
    public static string? UpdatedAt(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxBalance.UpdatedAt));

    private static AccountState StateOf(PSObject row) => Cell.Enum<AccountState>(row, nameof(HtxBalance.State));
}
