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
    ReadOnlyMemory<byte> Body);
