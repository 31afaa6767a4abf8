using HtxFutures.Signing;

namespace HtxFutures.Http;

/// <summary>A request before it is signed.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">The path, which is all that is ever written of a request's address.</param>
/// <param name="Kind">What it does.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path, CallKind Kind)
{
    /// <summary>The parameters of a GET, sorted by ordinal name.</summary>
    public QueryParameter[] Query { get; init; } = [];

    /// <summary>The JSON body of a POST.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
