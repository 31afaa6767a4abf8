using System.Globalization;
using HtxFutures.Orders;
using HtxFutures.Positions;

namespace HtxFutures;

/// <summary>
/// A position as the exchange showed it at one moment (desk facts 2.1). Null is what the exchange did not say. Where an
/// enumeration says Unknown, the property beside it with Raw in its name holds what the exchange wrote.
/// </summary>
public sealed class HtxPosition
{
    // Not public: PowerShell would make positions of hashtables, of which the exchange knows nothing.
    internal HtxPosition()
    {
    }

    /// <summary>The name of the account it belongs to, as the client was given it; null where it was given none.</summary>
    public string? Account => Origin?.Name;

    /// <summary>The contract, such as <c>BTC-USDT</c>.</summary>
    public string ContractCode { get; internal set; } = "";

    /// <summary>Which position of the contract it is: Long and Short in hedge mode, Both in one-way mode, where <see cref="Direction"/> alone tells long from short.</summary>
    public PositionSide PositionSide { get; internal set; }

    /// <summary>The exchange's text for <see cref="PositionSide"/>.</summary>
    public string? RawPositionSide { get; internal set; }

    /// <summary>Which way it was opened: Buy makes it long, Sell short.</summary>
    public OrderSide Direction { get; internal set; }

    /// <summary>The exchange's text for <see cref="Direction"/>.</summary>
    public string? RawDirection { get; internal set; }

    /// <summary>What its margin stands for. A contract may have a position of each.</summary>
    public MarginMode MarginMode { get; internal set; }

    /// <summary>The exchange's text for <see cref="MarginMode"/>.</summary>
    public string? RawMarginMode { get; internal set; }

    /// <summary>The size, in contracts; null where the exchange did not say, which does not say that there is none.</summary>
    public decimal? Volume { get; internal set; }

    /// <summary>How much of it can be closed now, in contracts: less than <see cref="Volume"/> while closing orders wait in the book.</summary>
    public decimal? Available { get; internal set; }

    /// <summary>The average price that it was opened at, in the quote currency.</summary>
    public decimal? EntryPrice { get; internal set; }

    /// <summary>The price that profit and liquidation go by.</summary>
    public decimal? MarkPrice { get; internal set; }

    /// <summary>The price of the last trade.</summary>
    public decimal? LastPrice { get; internal set; }

    /// <summary>The mark price at which the exchange liquidates it; null where no price does.</summary>
    public decimal? LiquidationPrice { get; internal set; }

    /// <summary>
    /// How far the mark price may go against it before it is liquidated, as a share of the mark price: 0.05 is 5 %. Negative
    /// where it is past that; null where no price liquidates it, or the exchange did not say.
    /// </summary>
    public decimal? DistanceToLiquidation => LiquidationDistance.Of(this);

    /// <summary>What closing at the mark price would bring, in the margin's currency.</summary>
    public decimal? UnrealizedProfit { get; internal set; }

    /// <summary>The same as a share of the initial margin: 0.05 is 5 %.</summary>
    public decimal? ProfitRate { get; internal set; }

    /// <summary>The leverage.</summary>
    public int? Leverage { get; internal set; }

    /// <summary>The margin it holds, in its currency.</summary>
    public decimal? Margin { get; internal set; }

    /// <summary>The margin that opening it at the mark price would take.</summary>
    public decimal? InitialMargin { get; internal set; }

    /// <summary>The margin below which it is liquidated.</summary>
    public decimal? MaintenanceMargin { get; internal set; }

    /// <summary>What is maintained, over what is there: from 1 on it is liquidated. Of a cross position the account's, of an isolated one its own.</summary>
    public decimal? MarginRate { get; internal set; }

    /// <summary>How soon it would be taken to cover others' losses, as the exchange ranks it: 1 (last) to 5 (first).</summary>
    public decimal? AdlRisk { get; internal set; }

    /// <summary>When it was opened, on the exchange's clock, in UTC.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When it last changed, on the exchange's clock, in UTC; funding moves it too.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>The account it was read from, so that it is not closed through the session of another one.</summary>
    internal HtxAccount? Origin { get; set; }

    /// <summary>Whether it is long; null where the exchange did not say. Where side and direction differ, nobody knows.</summary>
    internal bool? IsLong => PositionWays.IsLong(PositionSide, Direction);

    /// <summary>Long or Short, in both position modes; else what the exchange wrote.</summary>
    internal string Way => PositionWays.Word(PositionSide, Direction) ?? RawPositionSide ?? nameof(PositionSide.Unknown);

    /// <summary>One line: <c>BTC-USDT Long 3 @ 63204.5 cross</c>.</summary>
    public override string ToString()
    {
        string mode = MarginMode == MarginMode.Unknown ? RawMarginMode ?? "of unknown margin mode" : OrderWords.MarginModes[MarginMode];
        return string.Create(CultureInfo.InvariantCulture, $"{ContractCode} {Way} {Volume}{(EntryPrice is null ? "" : " @ ")}{EntryPrice} {mode}");
    }
}
