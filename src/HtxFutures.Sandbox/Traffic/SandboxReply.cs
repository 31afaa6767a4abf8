namespace HtxFutures.Sandbox;

/// <summary>One HTTP answer as the exchange sends it.</summary>
/// <param name="StatusCode">The HTTP status; business errors travel with 200 (facts 3.1).</param>
/// <param name="ContentType">The Content-Type header, sent as it is.</param>
/// <param name="Headers">The other headers, in order.</param>
/// <param name="Body">The body, not compressed.</param>
public sealed record SandboxReply(
    int StatusCode,
    string ContentType,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte> Body)
{
    /// <summary>What becomes of it on its way back; it arrives whole unless set.</summary>
    public SandboxDelivery Delivery { get; init; }

    /// <summary>
    /// The Content-Length header: that of the whole body, so that a cut can be noticed. Null when the body is padded and
    /// not cut, since then it is to take a caller by surprise.
    /// </summary>
    public long? AnnouncedLength =>
        Delivery is { PaddedTo: > 0, CutAt: null } ? null : Math.Max(Body.Length, Delivery.PaddedTo);

    /// <summary>The body as it is delivered: padded as it is read, and failing with an <see cref="HttpIOException"/> where it is cut.</summary>
    /// <returns>A stream to be read once.</returns>
    public Stream OpenBody() => new DeliveredBody(this);
}
