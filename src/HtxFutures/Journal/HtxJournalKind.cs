namespace HtxFutures;

/// <summary>What a row of the journal is about.</summary>
public enum HtxJournalKind
{
    /// <summary>An order that was to be stopped.</summary>
    Order,

    /// <summary>An algo order that was to be stopped.</summary>
    AlgoOrder,

    /// <summary>A position that was to be closed.</summary>
    Position,

    /// <summary>The exchange's dead-man's switch.</summary>
    AutoCancel,

    /// <summary>Rows that should stand here and could not be written. In a file alone.</summary>
    Gap,
}
