namespace HtxFutures.Sandbox;

/// <summary>One HTTP request as the exchange receives it.</summary>
/// <param name="Method">The HTTP method, upper case.</param>
/// <param name="Host">The Host header, with or without port.</param>
/// <param name="Path">The path as sent, still percent-encoded, without the query.</param>
/// <param name="Query">The query as sent, still percent-encoded, without the question mark; empty when there is none.</param>
/// <param name="Body">The body; empty when there is none.</param>
/// <param name="ContentType">The Content-Type header as sent; null when there is none.</param>
public sealed record SandboxRequest(
    string Method,
    string Host,
    string Path,
    string Query,
    ReadOnlyMemory<byte> Body,
    string? ContentType)
{
    /// <summary>The request line without its query: the query carries the signature and is never written anywhere.</summary>
    /// <returns>Method, host and path.</returns>
    public override string ToString() => $"{Method} {Host}{Path}";
}
