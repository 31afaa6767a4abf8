namespace HtxFutures.Sandbox;

/// <content>The shapes that answers have been seen in, or may come in.</content>
public sealed partial class SandboxOptions
{
    /// <summary>The members around the data; as recorded in September 2026 unless set.</summary>
    public EnvelopeShape EnvelopeShape { get; set; }

    /// <summary>The answer to a request that fails authentication; code 401 in the V5 envelope unless set.</summary>
    public AuthenticationFailureShape AuthenticationFailureShape { get; set; }

    /// <summary>A refusal that is about a parameter names it in <c>args</c> too, as a list in a list; true unless set (desk facts C2). Otherwise <c>args</c> is null.</summary>
    public bool FieldInArgs { get; set; } = true;

    /// <summary>The older error object says <c>err-code</c> and <c>err-msg</c> instead of <c>err_code</c> and <c>err_msg</c>; false unless set (facts 3.1).</summary>
    public bool HyphenatedErrorMembers { get; set; }

    /// <summary>The answer to a request beyond the limit; code 1032 unless set.</summary>
    public RateLimitRefusal RateLimitRefusal { get; set; }

    /// <summary>Private answers carry the rate limit headers; true unless set (facts 5).</summary>
    public bool RateLimitHeaders { get; set; } = true;

    /// <summary>What their reset says; the window's end in milliseconds unless set.</summary>
    public RateLimitReset RateLimitReset { get; set; }

    /// <summary>The casing of the rate limit headers; lower unless set.</summary>
    public HeaderCasing HeaderCasing { get; set; }

    /// <summary>The envelope's code, and the codes of batch items, are text; false unless set (facts 3.1).</summary>
    public bool CodeAsText { get; set; }

    /// <summary>Ids are JSON numbers instead of text; false unless set (facts 7, row 3).</summary>
    public bool IdsAsNumbers { get; set; }

    /// <summary>Messages are Chinese; false unless set (facts 2.2, 3.1).</summary>
    public bool ChineseMessages { get; set; }

    /// <summary>Answers and orders carry members that no documentation knows; false unless set (facts 2.1).</summary>
    public bool UnknownMembers { get; set; }

    /// <summary>The Content-Type of JSON answers; application/json unless set. "text/plain;charset=UTF-8" was recorded (facts 1.4).</summary>
    public string ContentType { get; set; } = "application/json";

    /// <summary>
    /// Answers are compressed for clients that accept it; false unless set (facts 1.4). Only a real transport does it:
    /// in process the body stays plain, since nothing there would unpack it.
    /// </summary>
    public bool Gzip { get; set; }

    /// <summary>The state of an open order is the number 3; false unless set (facts 2.8, January 2025).</summary>
    public bool StateAsNumber { get; set; }

    /// <summary>reduce_only, price_protect and price_match are empty text; false unless set (facts 2.8, January 2025).</summary>
    public bool EmptyBooleans { get; set; }

    /// <summary>How the times of an order are written; text unless set.</summary>
    public TimeShape TimeShape { get; set; }

    /// <summary>A single order comes as a list of one; false unless set (facts 7, row 11).</summary>
    public bool OrderAsList { get; set; }

    /// <summary>
    /// A failed batch item fills only the id that was sent, the other is null; true unless set. Otherwise both are
    /// filled, with the same id when the order is unknown (facts 4).
    /// </summary>
    public bool FailedItemsFillOnlySentField { get; set; } = true;
}
