using System.Net;
using HtxFutures.Calls;
using HtxFutures.Calls.Signing;
using HtxFutures.Orders;

namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>
/// What most clients do: count 72 requests for every 3 s on one's own clock, from the first that is sent, and send each
/// cancel once. Its window and the exchange's are not the same window.
/// </summary>
internal sealed class PlainLoop(Uri address) : IDisposable
{
    private const int Limit = 72;
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(3);

    private readonly HttpClient _http = new(new SocketsHttpHandler()) { BaseAddress = address };
    private readonly HtxCredential _credential = HtxCredential.Create(ExchangeOnLoopback.AccessKey, ExchangeOnLoopback.SecretKey);

    /// <summary>Cancels orders; those that are refused stay open.</summary>
    public Task CancelAllAsync(IEnumerable<OrderReference> orders) => SendAllAsync([.. orders.Select(OrderRequests.Cancel)]);

    /// <summary>Sends each request once; what is refused is not done.</summary>
    public async Task SendAllAsync(IReadOnlyList<ApiRequest> requests)
    {
        var signer = new RequestSigner(_credential, address.Host);
        var sent = new List<Task>(requests.Count);
        DateTimeOffset windowStart = DateTimeOffset.MinValue;
        int used = 0;
        foreach (ApiRequest request in requests)
        {
            DateTimeOffset now = DateTimeOffset.UtcNow;
            if (now - windowStart >= s_interval)
            {
                (windowStart, used) = (now, 0);
            }

            if (used == Limit)
            {
                await Task.Delay(windowStart + s_interval - now);
                (windowStart, used) = (DateTimeOffset.UtcNow, 0);
            }

            used++;
            sent.Add(SendAsync(signer, request));
        }

        await Task.WhenAll(sent);
    }

    public void Dispose()
    {
        _http.Dispose();
        _credential.Dispose();
    }

    private async Task SendAsync(RequestSigner signer, ApiRequest request)
    {
        using var content = new ReadOnlyMemoryContent(request.Body);
        content.Headers.ContentType = new("application/json");
        using HttpResponseMessage response = await _http.PostAsync(new Uri(signer.Sign(request.Route.Method, request.Route.Path, [], DateTimeOffset.UtcNow), UriKind.Relative), content);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"HTTP {response.StatusCode}");
        }
    }
}
