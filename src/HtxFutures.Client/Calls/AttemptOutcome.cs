namespace HtxFutures.Calls;

/// <summary>What happened to one sending of a request.</summary>
internal enum AttemptOutcome
{
    /// <summary>The exchange did it, or took it on.</summary>
    Done,

    /// <summary>The exchange answered with a code that says what became of it; the same request would get the same answer.</summary>
    Refused,

    /// <summary>It exceeded the request budget, and was not run.</summary>
    OverBudget,

    /// <summary>The time stamp was refused, so it was not run.</summary>
    ClockOff,

    /// <summary>It never reached the exchange.</summary>
    NotSent,

    /// <summary>The session was closed, so it was not sent.</summary>
    Closed,

    /// <summary>The exchange was too busy to say whether it did it.</summary>
    Busy,

    /// <summary>The exchange settles the contract, and does not do it now.</summary>
    Settling,

    /// <summary>No answer that could be read: a time-out, a broken connection, a 5xx, a cut or garbled body. It may have run.</summary>
    Unanswered,

    /// <summary>The exchange is down for maintenance.</summary>
    Maintenance,

    /// <summary>The exchange refuses this machine or this key for longer than a request can wait.</summary>
    Blocked,

    /// <summary>Something answered that is not the exchange's API.</summary>
    Foreign,
}
