namespace HtxFutures.Sandbox;

/// <summary>What an answer to a request that fails authentication looks like. No recording exists (facts 10.1).</summary>
public enum AuthenticationFailureShape
{
    /// <summary>HTTP 200 with the V5 envelope, a 120xx code and null data.</summary>
    V5Envelope,

    /// <summary>
    /// HTTP 403 with the older error object (facts 3.1). A wrong key and a wrong signature carry 403,
    /// everything else its 120xx code (facts 3.2).
    /// </summary>
    Http403Legacy,

    /// <summary>HTTP 403 with the V5 envelope and code 403.</summary>
    Http403V5,
}
