namespace HtxFutures.Calls.Answers;

/// <summary>A code of the exchange.</summary>
/// <param name="Number">The code.</param>
/// <param name="Class">What it says about the request.</param>
/// <param name="Meaning">The same for people, in our words: the exchange's own text may be in another language (facts 3.1).</param>
/// <param name="Advice">What the user can do; <see langword="null"/> where there is nothing to say.</param>
internal sealed record ExchangeCode(int Number, CodeClass Class, string Meaning, string? Advice = null)
{
    /// <summary>Whether a signature made for another host than the exchange sees would be answered with this code (facts 1.2).</summary>
    public bool ConcernsSignature => Number is 401 or 403 or 1253 or 12004 or 12007 or 12008 or (> 12009 and < 13000);

    /// <summary>The kind of error that this code is.</summary>
    public HtxErrorKind Kind => Class switch
    {
        CodeClass.Authentication => HtxErrorKind.AuthenticationFailed,
        CodeClass.Clock => HtxErrorKind.ClockSkew,
        CodeClass.Permission => HtxErrorKind.PermissionDenied,
        CodeClass.Parameter => HtxErrorKind.InvalidParameter,
        CodeClass.OrderNotFound => HtxErrorKind.OrderNotFound,
        CodeClass.RateLimited => HtxErrorKind.RateLimited,
        CodeClass.Maintenance => HtxErrorKind.Unavailable,
        _ => HtxErrorKind.ApiError,
    };
}
