using System.Diagnostics.CodeAnalysis;

namespace HtxFutures;

/// <summary>Which position an order opens or closes.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "Long and short are the names of the positions.")]
public enum PositionSide
{
    /// <summary>The exchange gave no value, or one that is not known here; its own text stands beside it.</summary>
    Unknown,

    /// <summary>The long one (hedge mode).</summary>
    Long,

    /// <summary>The short one (hedge mode).</summary>
    Short,

    /// <summary>The only one (one-way mode).</summary>
    Both,
}
