namespace HtxFutures.Sandbox;

/// <summary>The members around the data of a V5 answer (facts 3.1).</summary>
public enum EnvelopeShape
{
    /// <summary>As recorded in September 2026: code, message, data, args, ts, unknownException.</summary>
    Recorded2026,

    /// <summary>As documented in January 2025: code, data, message, ts.</summary>
    Documented2025,

    /// <summary>As on the asset mode page: the text is called <c>msg</c>.</summary>
    MsgInsteadOfMessage,

    /// <summary>As on the order query page: no ts, a null message, and <c>success</c>.</summary>
    NoTs,
}
