using System.ComponentModel;
using System.Management.Automation;

namespace HtxFutures.Formatting;

/// <summary>What the views show of an exposure, as text: hidden members, by type data. A count that could not be read is a question mark.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ExposureCells
{
    // The width of a figure's column in Views/HtxExposure.Format.ps1xml.
    private const int Width = 16;

    /// <summary>How many orders are open.</summary>
    public static string OpenOrders(PSObject row) => Count(row, nameof(HtxExposure.OpenOrders)) ?? "?";

    /// <summary>Whether there are any, for its colour.</summary>
    public static string? OpenOrdersTone(PSObject row) => Tone(row, nameof(HtxExposure.OpenOrders));

    /// <summary>How many algo orders are active.</summary>
    public static string AlgoOrders(PSObject row) => Count(row, nameof(HtxExposure.AlgoOrders)) ?? "?";

    /// <summary>Whether there are any, for its colour.</summary>
    public static string? AlgoOrdersTone(PSObject row) => Tone(row, nameof(HtxExposure.AlgoOrders));

    /// <summary>How many positions there are.</summary>
    public static string Positions(PSObject row) => Count(row, nameof(HtxExposure.Positions)) ?? "?";

    /// <summary>Whether there are any, for its colour.</summary>
    public static string? PositionsTone(PSObject row) => Tone(row, nameof(HtxExposure.Positions));

    /// <summary>Whether the verdict is good, for its colour.</summary>
    public static string? IsQuietTone(PSObject row) => Verdict(row, nameof(HtxExposure.IsQuiet));

    /// <summary>Whether the verdict is good, for its colour.</summary>
    public static string? IsFlatTone(PSObject row) => Verdict(row, nameof(HtxExposure.IsFlat));

    /// <summary>Their sizes together.</summary>
    public static string? PositionVolume(PSObject row) => Cell.Number(row, nameof(HtxExposure.PositionVolume));

    /// <summary>What closing would bring.</summary>
    public static string? UnrealizedProfit(PSObject row) => Cell.Number(row, nameof(HtxExposure.UnrealizedProfit));

    /// <summary>The same for a table.</summary>
    public static string? UnrealizedProfitCell(PSObject row) => Cell.Number(row, nameof(HtxExposure.UnrealizedProfit), Width);

    /// <summary>What the account is worth.</summary>
    public static string? Equity(PSObject row) => Cell.Number(row, nameof(HtxExposure.Equity));

    /// <summary>The same for a table.</summary>
    public static string? EquityCell(PSObject row) => Cell.Number(row, nameof(HtxExposure.Equity), Width);

    /// <summary>What must be there over what is.</summary>
    public static string? MarginRate(PSObject row) => Cell.Number(row, nameof(HtxExposure.MarginRate));

    /// <summary>The same for a table.</summary>
    public static string? MarginRateCell(PSObject row) => InvariantText.Share(Cell.Figure(row, nameof(HtxExposure.MarginRate)));

    /// <summary>Whether that is high, for its colour.</summary>
    public static string? MarginRateTone(PSObject row) => RiskTone.OfMarginRate(Cell.Figure(row, nameof(HtxExposure.MarginRate)));

    /// <summary>When the look began.</summary>
    public static string? AsOf(PSObject row) => Cell.LocalTimeWithOffset(row, nameof(HtxExposure.AsOf));

    private static string? Count(PSObject row, string property) => Cell.Text(row, property) is { Length: > 0 } text ? text : null;

    private static string? Tone(PSObject row, string property) => RiskTone.OfCount(int.TryParse(Count(row, property), out int count) ? count : null);

    private static string? Verdict(PSObject row, string property) => bool.TryParse(Cell.Text(row, property), out bool isGood) ? RiskTone.OfVerdict(isGood) : null;
}
