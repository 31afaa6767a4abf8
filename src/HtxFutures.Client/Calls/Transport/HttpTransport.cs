using System.Net.Http.Headers;

namespace HtxFutures.Calls.Transport;

/// <summary>
/// One session's way to the exchange. It sends what it is given, once, and brings back the answer; it knows
/// nothing of keys, budgets or codes.
/// </summary>
internal sealed class HttpTransport : IDisposable
{
    /// <summary>Larger bodies are refused, in bytes. A full page of orders has about 80 thousand.</summary>
    public const int LargestBody = 8 * 1024 * 1024;

    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    // No healthy exchange is silent for longer.
    private static readonly TimeSpan s_longSilence = TimeSpan.FromSeconds(1);

    private readonly HttpClient _client;
    private readonly ConnectionPool? _pool;
    private readonly TimeProvider _time;
    private readonly string _host;
    private readonly CancellationToken _closing;
    private int _disposed;

    /// <param name="options">How to reach the exchange.</param>
    /// <param name="closing">Ends what is under way when the session is closed.</param>
    public HttpTransport(HtxConnectOptions options, CancellationToken closing = default)
    {
        _time = options.TimeProvider;
        _host = options.Endpoint.HostAndPort;
        _closing = closing;
        _pool = options.Handler is null ? ConnectionPool.Join(options) : null;
        _client = new HttpClient(new SignedTarget(options.Handler ?? _pool!.Handler), disposeHandler: false)
        {
            BaseAddress = options.Endpoint.Address,
            Timeout = Timeout.InfiniteTimeSpan, // ours, below: it follows the TimeProvider and covers the body
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("HtxFutures", typeof(HttpTransport).Assembly.GetName().Version?.ToString(3)));
    }

    /// <summary>What is known of the newest connection's TLS, for people; null where there is none.</summary>
    public string? Tls => _pool?.Tls.Newest;

    /// <summary>Sends a request and reads its answer whole.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">The path.</param>
    /// <param name="target">The path with its query.</param>
    /// <param name="body">The JSON of a POST.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Gives the request up.</param>
    /// <exception cref="TransportException">No usable answer came; it says whether the request may have run.</exception>
    public async Task<HttpReply> SendAsync(HttpMethod method, string path, string target, ReadOnlyMemory<byte> body, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken, _closing);
        using HttpRequestMessage request = SignedTarget.Request(method, path, target);
        if (method != HttpMethod.Get)
        {
            request.Content = new ReadOnlyMemoryContent(body);
            request.Content.Headers.ContentType = s_json;
        }

        long sent = _time.GetTimestamp();
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            long received = _time.GetTimestamp();
            return new HttpReply
            {
                Status = (int)response.StatusCode,
                Rate = RateHeaders.Read(response.Headers),
                Sent = sent,
                Received = received,
                Body = await BodyReader.ReadAsync(response.Content, either.Token).ConfigureAwait(false),
            };
        }
        catch (Exception failure) when (failure is OperationCanceledException or HttpRequestException or IOException)
        {
            TransportException? told = cancellationToken.IsCancellationRequested ? null : Tell(failure, timeout.IsCancellationRequested ? limit : null);
            if (told?.PathIsInDoubt ?? _time.GetElapsedTime(sent) > s_longSilence)
            {
                _pool?.ThrowAway();
            }

            if (told is null)
            {
                throw; // given up by the caller
            }

            throw told;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _client.Dispose();
            _pool?.Leave();
        }
    }

    private TransportException Tell(Exception failure, TimeSpan? passed) => failure switch
    {
        OperationCanceledException when _closing.IsCancellationRequested => TransportException.Closed(),
        OperationCanceledException when passed is { } limit => TransportException.TimedOut(limit),
        OperationCanceledException { InnerException: TimeoutException } => TransportException.NotConnectedInTime(_host), // the handler's own limit
        OperationCanceledException => TransportException.Closed(), // the client was disposed meanwhile
        HttpRequestException request => TransportException.From(request, _host),
        _ => TransportException.Broken((IOException)failure),
    };
}
