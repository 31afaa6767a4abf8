namespace HtxFutures.Client.Tests.Support;

/// <summary>A request as the client handed it to the network.</summary>
internal sealed record SentRequest(string Method, Uri Address, string? Body, string? ContentType, IReadOnlyDictionary<string, string> Headers, TimeSpan At)
{
    public string Path => Address.AbsolutePath;

    /// <summary>The parameters that are no part of the authentication, in the order sent, still escaped.</summary>
    public string BusinessQuery => string.Join('&', Address.Query.TrimStart('?').Split('&').Where(pair =>
        !pair.StartsWith("AccessKeyId=", StringComparison.Ordinal) && !pair.StartsWith("SignatureMethod=", StringComparison.Ordinal)
        && !pair.StartsWith("SignatureVersion=", StringComparison.Ordinal) && !pair.StartsWith("Timestamp=", StringComparison.Ordinal)
        && !pair.StartsWith("Signature=", StringComparison.Ordinal)));

    public static async Task<SentRequest> FromAsync(HttpRequestMessage request, TimeSpan at) => new(
        request.Method.Method,
        request.RequestUri!,
        request.Content is null ? null : await request.Content.ReadAsStringAsync().ConfigureAwait(false),
        request.Content?.Headers.ContentType?.ToString(),
        request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
        at);
}
