namespace HtxFutures.Sandbox;

/// <summary>How the names of the rate limit headers are written; seen in different casings (facts 5).</summary>
public enum HeaderCasing
{
    /// <summary><c>ratelimit-limit</c></summary>
    Lower,

    /// <summary><c>Ratelimit-Limit</c></summary>
    Pascal,

    /// <summary><c>RATELIMIT-LIMIT</c></summary>
    Upper,
}
