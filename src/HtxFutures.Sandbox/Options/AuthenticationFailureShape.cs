namespace HtxFutures.Sandbox;

/// <summary>What an answer to a request that fails authentication looks like.</summary>
public enum AuthenticationFailureShape
{
    /// <summary>
    /// HTTP 200 with the V5 envelope, code 401, a text in two languages and null data. So recorded in October 2026 for an
    /// address that is not bound to the key (desk facts C1); other failures are taken to look alike.
    /// </summary>
    Code401,

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
