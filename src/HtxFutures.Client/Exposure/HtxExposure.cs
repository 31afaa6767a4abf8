using System.Globalization;

namespace HtxFutures;

/// <summary>
/// What can still trade or move an account, as one look showed it: the parts are read side by side, so what fires or fills
/// meanwhile may be in none of them. A part that could not be read is null; then nothing is said to be quiet or flat.
/// </summary>
public sealed class HtxExposure
{
    internal HtxExposure()
    {
    }

    /// <summary>The name of the account, as the client was given it; null where it was given none.</summary>
    public string? Account { get; internal set; }

    /// <summary>How many orders are open; null where they could not be listed to the end.</summary>
    public int? OpenOrders { get; internal set; }

    /// <summary>How many algo orders are active, of all types; null where one type could not be listed to the end.</summary>
    public int? AlgoOrders { get; internal set; }

    /// <summary>How many positions there are; null where they could not be listed.</summary>
    public int? Positions { get; internal set; }

    /// <summary>Their sizes together, in contracts: a count, for contracts differ in size. Nothing is decided by it. Null where one is not known.</summary>
    public decimal? PositionVolume { get; internal set; }

    /// <summary>What closing all positions at their mark prices would bring; null where one does not say, or they differ in their currency.</summary>
    public decimal? UnrealizedProfit { get; internal set; }

    /// <summary>What the account is worth (<see cref="HtxBalance.Equity"/>).</summary>
    public decimal? Equity { get; internal set; }

    /// <summary>The account's maintenance margin over its equity: from 1 on its cross positions are liquidated (<see cref="HtxBalance.MarginRate"/>).</summary>
    public decimal? MarginRate { get; internal set; }

    /// <summary>The dead-man's switch as this process knows it; the exchange cannot be asked.</summary>
    public HtxAutoCancel AutoCancel { get; internal set; } = new();

    /// <summary>Whether no order of either kind was seen, and everything could be read.</summary>
    public bool IsQuiet => OpenOrders == 0 && AlgoOrders == 0 && Failures.Count == 0;

    /// <summary>Whether it is quiet, and no position was seen either.</summary>
    public bool IsFlat => IsQuiet && Positions == 0;

    /// <summary>When the look began, on the exchange's clock, in UTC.</summary>
    public DateTimeOffset AsOf { get; internal set; }

    /// <summary>What could not be read, each part that is missing named.</summary>
    internal IReadOnlyList<HtxException> Failures { get; set; } = [];

    /// <summary>Why there are no figures for the whole account although the balance was read; null where there are.</summary>
    internal string? Ambiguity { get; set; }

    /// <summary>One line: <c>3 orders, 2 algo orders, 1 position: not quiet</c>.</summary>
    public override string ToString()
    {
        string verdict = IsFlat ? "flat" : IsQuiet ? "quiet" : "not quiet";
        return $"{Count(OpenOrders, "order")}, {Count(AlgoOrders, "algo order")}, {Count(Positions, "position")}: {verdict}";
    }

    private static string Count(int? count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count?.ToString(CultureInfo.InvariantCulture) ?? "?"} {noun}{(count == 1 ? "" : "s")}");
}
