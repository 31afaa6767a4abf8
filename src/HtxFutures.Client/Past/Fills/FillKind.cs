namespace HtxFutures;

/// <summary>What led to an execution.</summary>
public enum FillKind
{
    /// <summary>A word that is not known here.</summary>
    Unknown,

    /// <summary>An order of the account.</summary>
    Trade,

    /// <summary>The exchange took a position over that had lost its margin.</summary>
    Liquidation,

    /// <summary>A delivery contract came to its end.</summary>
    Delivery,

    /// <summary>The exchange closed a position against one that was liquidated (ADL).</summary>
    AutoDeleveraging,
}
