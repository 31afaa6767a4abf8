namespace HtxFutures.Calls.Transport;

/// <summary>
/// Puts the signed target into a request at the last moment. Until then the request shows its path alone, so that the
/// framework's own events, which tell every listener in the process what is requested, have nothing signed to tell:
/// .NET 8 tells them the query, too.
/// </summary>
/// <param name="inner">What sends the request.</param>
internal sealed class SignedTarget(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly HttpRequestOptionsKey<string> s_target = new("HtxFutures.SignedTarget");

    /// <summary>A request that shows its path and will be sent to its target.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">The path alone.</param>
    /// <param name="target">The path with its signed query.</param>
    public static HttpRequestMessage Request(HttpMethod method, string path, string target)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Options.Set(s_target, target);
        return request;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri shown = request.RequestUri!;
        request.Options.TryGetValue(s_target, out string? target);
        request.RequestUri = new Uri(shown, target);
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.RequestUri = shown;
        }
    }
}
