namespace HtxFutures.Sandbox.Faults;

/// <summary>What a fault leaves for later ones to strike.</summary>
internal enum FaultLeavings
{
    /// <summary>All there was.</summary>
    Everything,

    /// <summary>An answer without results.</summary>
    Refusal,

    /// <summary>A page that is none of the exchange's.</summary>
    Page,

    /// <summary>A connection that breaks.</summary>
    BrokenConnection,

    /// <summary>Nothing that a caller would ever see.</summary>
    Nothing,
}
