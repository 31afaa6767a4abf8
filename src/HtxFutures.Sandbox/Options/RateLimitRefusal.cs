namespace HtxFutures.Sandbox;

/// <summary>The answer to a request beyond its window's limit (facts 3.2, "Rate limit").</summary>
public enum RateLimitRefusal
{
    /// <summary>HTTP 200 with the V5 envelope and code 1032, with the rate limit headers.</summary>
    Code1032,

    /// <summary>HTTP 429 with the rate limit headers.</summary>
    Http429,

    /// <summary>HTTP 429 without any header that tells when to come back.</summary>
    Http429WithoutHeaders,

    /// <summary>HTTP 429 with <c>Retry-After</c> in whole seconds, rounded up, and no rate limit headers.</summary>
    Http429RetryAfter,
}
