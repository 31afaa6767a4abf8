namespace HtxFutures;

/// <summary>What went wrong. With <c>Htx</c> in front, the name is the error id that PowerShell shows.</summary>
public enum HtxErrorKind
{
    /// <summary>There is no session, or it was closed.</summary>
    NotConnected,

    /// <summary>The key or its signature is refused, or this machine's address is not bound to the key.</summary>
    AuthenticationFailed,

    /// <summary>The key or the account may not do this.</summary>
    PermissionDenied,

    /// <summary>The exchange refuses the time stamp, also after the clock was measured again.</summary>
    ClockSkew,

    /// <summary>The exchange does not know the order.</summary>
    OrderNotFound,

    /// <summary>A value is not one that the exchange can take.</summary>
    InvalidParameter,

    /// <summary>The request was refused for exceeding the request budget, again and again.</summary>
    RateLimited,

    /// <summary>The exchange is down for maintenance.</summary>
    Unavailable,

    /// <summary>The exchange's edge refuses this machine (403 without JSON).</summary>
    Blocked,

    /// <summary>The exchange could not be reached, or did not answer in time.</summary>
    NetworkError,

    /// <summary>What answered does not speak as the exchange does.</summary>
    UnexpectedResponse,

    /// <summary>The request may or may not have run, and asking did not settle it.</summary>
    OutcomeUnknown,

    /// <summary>A position that was to be closed still stands, or a part of it: orders hold it, or the close ended before all was executed.</summary>
    PositionNotClosed,

    /// <summary>The exchange took a cancel or a close, and did not show its end in the time given.</summary>
    WaitTimeout,

    /// <summary>It is not proven that nothing trades any more.</summary>
    NotQuiet,

    /// <summary>The exchange refused with a code that has no kind of its own.</summary>
    ApiError,
}
