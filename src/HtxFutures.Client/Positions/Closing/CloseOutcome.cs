namespace HtxFutures;

/// <summary>What became of a position that was to be closed.</summary>
public enum CloseOutcome
{
    /// <summary>The close may or may not have run, and looking did not settle it.</summary>
    Unknown,

    /// <summary>The exchange took the close; that the position is gone was not looked at, or not seen yet.</summary>
    Accepted,

    /// <summary>The exchange shows no such position any more.</summary>
    Closed,

    /// <summary>The close has ended, and a position is still there: a part of it, or one that was opened anew.</summary>
    PartiallyClosed,

    /// <summary>There was no such position, and no close of ours can have run.</summary>
    NothingToClose,

    /// <summary>Closing orders that wait in the book hold it.</summary>
    Blocked,

    /// <summary>It was refused: permission, parameter, state of the contract; or the close ended with nothing executed.</summary>
    Rejected,
}
