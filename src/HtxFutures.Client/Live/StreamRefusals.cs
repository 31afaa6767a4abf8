using HtxFutures.Errors;

namespace HtxFutures.Live;

/// <summary>What the exchange's refusals on the socket for changes mean (desk facts 6.2).</summary>
internal static class StreamRefusals
{
    private const int TooManyVisits = 2004;
    private const int TooManySockets = 2030;

    // Five minutes are tolerated (facts 1.3), of which a slow answer hides some.
    private static readonly TimeSpan s_tolerated = TimeSpan.FromMinutes(4);

    /// <summary>Why a sign-in was refused.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="said">The exchange's own words.</param>
    /// <param name="moved">By how much the answer shows that our clock was off.</param>
    public static HtxException OfSignIn(StreamMessage answer, string said, TimeSpan moved) => answer.Code switch
    {
        TooManySockets or TooManyVisits => StreamFailure.Of(
            HtxErrorKind.RateLimited,
            $"the account has as many sockets open as it may ({said})",
            new Guidance("An account may have 30. End what watches it elsewhere: other consoles, jobs, robots."), answer.Code),
        _ when moved.Duration() > s_tolerated => StreamFailure.Of(HtxErrorKind.ClockSkew, $"the exchange refuses the time stamp of the sign-in ({said})", "Set this machine's clock; five minutes are tolerated.", answer.Code),
        _ => StreamFailure.Of(
            HtxErrorKind.AuthenticationFailed,
            $"the exchange refuses the sign-in ({said})",
            new Guidance("Where requests with this key are taken, the address that sockets leave from may be another one and not be bound to the key, or the host signed for may be another: name that where a proxy or a gateway changes it.", Means.SigningHost), answer.Code),
    };

    /// <summary>Why a subscription was refused.</summary>
    /// <inheritdoc cref="OfSignIn"/>
    public static HtxException OfSubscription(StreamMessage answer, string said) =>
        StreamFailure.Of(HtxErrorKind.ApiError, $"the exchange refuses to tell of orders ({said})", "Changes cannot be watched with this account as it is. List the orders again and again.", answer.Code);
}
