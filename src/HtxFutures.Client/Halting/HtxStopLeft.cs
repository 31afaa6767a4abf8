using System.Globalization;

namespace HtxFutures;

/// <summary>Something that is still there when the stopping has ended. Words and numbers only, so that JSON of it says the same.</summary>
public sealed class HtxStopLeft
{
    internal HtxStopLeft()
    {
    }

    /// <summary>What it is: Order, AlgoOrder or Position.</summary>
    public string Kind { get; internal set; } = "";

    /// <summary>The contract.</summary>
    public string ContractCode { get; internal set; } = "";

    /// <summary>The exchange's id; null of positions.</summary>
    public string? OrderId { get; internal set; }

    /// <summary>The client's id; null where there is none.</summary>
    public string? ClientOrderId { get; internal set; }

    /// <summary>Of a position: Long, Short or Both; of an algo order, whose position it is for. Null of orders.</summary>
    public string? PositionSide { get; internal set; }

    /// <summary>Of a position: Cross or Isolated; null of orders.</summary>
    public string? MarginMode { get; internal set; }

    /// <summary>Its size, in contracts; null where the exchange gave none.</summary>
    public decimal? Volume { get; internal set; }

    /// <summary>What it is or does, in one line.</summary>
    public string Description { get; internal set; } = "";

    /// <summary>Whether it was to be left: a position that was not to be closed, or the protection that it was to keep.</summary>
    public bool IsKept { get; internal set; }

    /// <summary>Why it is still there.</summary>
    public string Reason { get; internal set; } = "";

    /// <summary>One line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {ContractCode} {OrderId ?? PositionSide}{(IsKept ? ", kept" : "")}: {Reason}");
}
