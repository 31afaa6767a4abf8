namespace HtxFutures.Calls.Answers;

/// <summary>What a code of the exchange says about the request it answers (facts 3.2).</summary>
internal enum CodeClass
{
    /// <summary>A code with no row in the table.</summary>
    Other,

    /// <summary>200: it was done, or taken on.</summary>
    Success,

    /// <summary>The key, its signature or this address is refused.</summary>
    Authentication,

    /// <summary>The time stamp is refused.</summary>
    Clock,

    /// <summary>The key or the account may not do this.</summary>
    Permission,

    /// <summary>A value is refused.</summary>
    Parameter,

    /// <summary>The order does not exist; also said of a finished order addressed by its client id.</summary>
    OrderNotFound,

    /// <summary>There is no order that could be cancelled.</summary>
    NothingToCancel,

    /// <summary>There is nothing that could be closed: no such position, or other orders hold it (desk facts 2.2).</summary>
    NothingToClose,

    /// <summary>The client's id is one that the exchange knows already (desk facts 5.3).</summary>
    AlreadyExists,

    /// <summary>A cancel is already under way.</summary>
    CancelPending,

    /// <summary>The order was executed.</summary>
    Filled,

    /// <summary>The order was cancelled before.</summary>
    AlreadyCanceled,

    /// <summary>The request exceeds the budget; it was not run.</summary>
    RateLimited,

    /// <summary>The exchange could not do it now, and may or may not have done it.</summary>
    Busy,

    /// <summary>The exchange settles or delivers the contract: not now. What stands beside such a code is not to be believed.</summary>
    Settling,

    /// <summary>The exchange has halted the contract.</summary>
    Suspended,

    /// <summary>The exchange is down for maintenance.</summary>
    Maintenance,
}
