namespace HtxFutures.Sandbox;

/// <summary>What the header <c>ratelimit-reset</c> says (facts 5). Only the first was recorded.</summary>
public enum RateLimitReset
{
    /// <summary>The window's end, in milliseconds since 1970.</summary>
    Milliseconds,

    /// <summary>The end of the account's first window, for ever.</summary>
    StandsStill,

    /// <summary>The window's end an hour too early.</summary>
    InThePast,

    /// <summary>The window's end, in seconds since 1970.</summary>
    Seconds,
}
