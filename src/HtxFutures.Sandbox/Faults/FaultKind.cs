namespace HtxFutures.Sandbox;

/// <summary>
/// What can go wrong between a client and the exchange. When several strike one request they take effect in this order:
/// the world changes, the request is lost or answered on its way there, refused at the desk, processed, and its answer is
/// lost, replaced, reshaped and delivered. A fault that leaves nothing for another to do hides it: the hidden one is
/// neither counted nor logged, and a rule's <see cref="FaultRule.Times"/> stays as it is.
/// </summary>
public enum FaultKind
{
    /// <summary>The exchange's clock jumps by <see cref="FaultRule.Span"/> (10 min), for <see cref="FaultRule.Lasting"/> or for good.</summary>
    ClockStep,

    /// <summary>Maintenance begins and lasts for <see cref="FaultRule.Span"/> (5 s); the heartbeat gives its end. The request that meets it is the first to rest.</summary>
    Maintenance,

    /// <summary>
    /// The limit of the account's window for this kind of requests becomes <see cref="FaultRule.Amount"/> (10), for
    /// <see cref="FaultRule.Lasting"/> or for good; in the running window too. Private requests only.
    /// </summary>
    LimitChange,

    /// <summary>
    /// Another program on the same account has just sent <see cref="FaultRule.Amount"/> (10) requests of this kind.
    /// Private requests only.
    /// </summary>
    OtherProgram,

    /// <summary>
    /// No connection comes about. Over loopback the connection exists before the request does, so there it breaks:
    /// a client learns less than in process.
    /// </summary>
    RefuseConnection,

    /// <summary>The connection breaks before the request reaches the exchange: neither counted in a window nor processed.</summary>
    DropBefore,

    /// <summary>The request is lost and no answer ever comes: neither counted nor processed.</summary>
    HangBefore,

    /// <summary>
    /// The request is stuck on its way, in a buffer or a queue: no answer comes, and <see cref="FaultRule.Span"/> (5 s)
    /// after the caller has given it up it is counted and processed all the same.
    /// </summary>
    LateArrival,

    /// <summary>The edge answers 502 with a page, without asking the exchange: neither counted nor processed.</summary>
    BadGatewayBefore,

    /// <summary>The edge answers 503 with a page: neither counted nor processed.</summary>
    ServiceUnavailable,

    /// <summary>The edge blocks the caller: 403 with a page (facts 3.1, "Edge"); neither counted nor processed.</summary>
    Forbidden,

    /// <summary>
    /// A redirect to another host with an empty body; the status is <see cref="FaultRule.Code"/> (302 or 307). Neither
    /// counted nor processed.
    /// </summary>
    Redirect,

    /// <summary>A proxy answers in the exchange's place: a page to sign in, with status 200. Neither counted nor processed.</summary>
    SignInPage,

    /// <summary>
    /// HTTP 429 although the window has room: counted, not processed. With a <see cref="FaultRule.Span"/> it asks to retry
    /// after that, else its headers follow <see cref="SandboxOptions.RateLimitRefusal"/>. Private requests only.
    /// </summary>
    TooManyRequests,

    /// <summary>Code 1032 although the window has room: counted, not processed. Private requests only.</summary>
    OverLimit,

    /// <summary>The code <see cref="FaultRule.Code"/> (1004, busy): counted, not processed. Private requests only.</summary>
    BusyBefore,

    /// <summary>
    /// <see cref="FaultRule.Amount"/> items (a random number) of a batch, or of cancelling all, are not processed and
    /// answer with <see cref="FaultRule.Code"/> (1004).
    /// </summary>
    FailItems,

    /// <summary><see cref="FaultRule.Amount"/> (a random number) of the cancels that the request begins lose the race: orders are executed and algo orders fire instead.</summary>
    FillInstead,

    /// <summary>Processed, and no answer ever comes.</summary>
    HangAfter,

    /// <summary>Processed, and the connection breaks before the answer.</summary>
    DropAfter,

    /// <summary>Processed, and the edge answers 502 with a page.</summary>
    BadGatewayAfter,

    /// <summary>Processed, and answered with the code <see cref="FaultRule.Code"/> (1004, busy) all the same. Private requests only.</summary>
    BusyAfter,

    /// <summary><see cref="FaultRule.Amount"/> results (a random number) are missing from the answer to a batch, or to cancelling all.</summary>
    OmitItems,

    /// <summary>The results of a batch, or of cancelling all, come in another order.</summary>
    ShuffleItems,

    /// <summary>The header ratelimit-reset is off by <see cref="FaultRule.Span"/> (500 ms late).</summary>
    ResetSkew,

    /// <summary>The rate limit headers are missing.</summary>
    NoRateHeaders,

    /// <summary>The body is called text/html.</summary>
    WrongContentType,

    /// <summary>
    /// <see cref="FaultRule.Amount"/> bytes (1 to 8) of the body, not in one row, are overwritten with bytes that no
    /// number, word or bracket consists of: one digit for another would be an answer that nobody can tell from a true one.
    /// </summary>
    GarbleBody,

    /// <summary>The body ends after <see cref="FaultRule.Amount"/> bytes (a random number) as if that were all.</summary>
    CutBodySilently,

    /// <summary>The body goes on with blanks, which JSON allows, up to <see cref="FaultRule.Amount"/> bytes (512 MB). Its length is not announced unless it is cut, too.</summary>
    HugeBody,

    /// <summary>The connection breaks after <see cref="FaultRule.Amount"/> bytes of the body (a random number).</summary>
    CutBody,

    /// <summary>The answer, or the break of the connection, comes late: by a random time of up to <see cref="FaultRule.Span"/> (1 s).</summary>
    Delay,

    /// <summary><see cref="FaultRule.Amount"/> (0) contracts of each close that the request begins find a counterpart; the rest is cancelled by the exchange.</summary>
    ShortClose,

    /// <summary>A listing of positions shows none, whatever there is, as seen for minutes in fast markets.</summary>
    NoPositions,

    /// <summary>The prices of all contracts that somebody has algo orders or positions of rise by <see cref="FaultRule.Amount"/> (5) percent, and the algo orders that have waited for that fire.</summary>
    PriceRise,

    /// <summary>No socket is opened: the request for one is answered with the status <see cref="FaultRule.Code"/> (502).</summary>
    SocketRefused,

    /// <summary>The sign-in on a socket is refused with the code <see cref="FaultRule.Code"/> (2003), and the socket is closed.</summary>
    SignInRefused,

    /// <summary>A subscription on a socket is refused with the code <see cref="FaultRule.Code"/> (2010); the socket stays open.</summary>
    SubscriptionRefused,

    /// <summary>A subscription is acknowledged, and nothing is ever pushed for it, although pings go on.</summary>
    SubscriptionForgotten,

    /// <summary>In place of a message, the socket is closed, with a reason.</summary>
    SocketClosed,

    /// <summary>In place of a message, the connection of a socket breaks without a word.</summary>
    SocketBroken,

    /// <summary>A part of a message comes on a socket, then its connection breaks.</summary>
    SocketCut,

    /// <summary>From a message on nothing comes on a socket any more, no ping either, and nothing that is sent on it arrives.</summary>
    SocketMuted,

    /// <summary>Before a message, the socket says that there was an error, and does not say which.</summary>
    SocketError,

    /// <summary>A push is lost, although the socket goes on.</summary>
    PushLost,

    /// <summary><see cref="FaultRule.Amount"/> bytes (1 to 8) of a push are overwritten as those of a body are (<see cref="GarbleBody"/>).</summary>
    PushGarbled,

    /// <summary>A push comes compressed, as the documentation has it.</summary>
    PushZipped,

    /// <summary>A push comes once more, by a random time of up to <see cref="FaultRule.Span"/> (1 s) later.</summary>
    PushTwice,

    /// <summary>A push comes late by a random time of up to <see cref="FaultRule.Span"/> (1 s), and what was sent after it overtakes it.</summary>
    PushLate,
}
