namespace HtxFutures;

/// <summary>What became of an order that was to be stopped.</summary>
public enum CancelOutcome
{
    /// <summary>The request may or may not have run, and asking did not settle it.</summary>
    Unknown,

    /// <summary>The exchange took the cancel; the order may still fill before it takes effect.</summary>
    Accepted,

    /// <summary>A cancel was already under way (1062).</summary>
    Pending,

    /// <summary>The exchange shows it cancelled, nothing of it executed.</summary>
    Canceled,

    /// <summary>The exchange shows it cancelled, a part of it executed.</summary>
    PartiallyCanceled,

    /// <summary>It had been cancelled before (1071).</summary>
    AlreadyCanceled,

    /// <summary>It had been executed (1063).</summary>
    Filled,

    /// <summary>The exchange does not know it, asked for cross and for isolated margin (1017, 1061).</summary>
    NotFound,

    /// <summary>It was refused: permission, parameter, state of the account.</summary>
    Rejected,
}
