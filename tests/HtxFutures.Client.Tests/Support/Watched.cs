namespace HtxFutures.Client.Tests.Support;

/// <summary>Notes when each request passes on its way to an exchange, and may answer in its place.</summary>
internal sealed class Watched(HttpMessageHandler exchange, VirtualTime time) : DelegatingHandler(exchange)
{
    private readonly Dictionary<string, Reply> _instead = [];

    public List<(string Path, TimeSpan At)> Requests { get; } = [];

    public List<TimeSpan> SentTo(params string[] paths) => [.. Requests.Where(request => paths.Contains(request.Path)).Select(request => request.At)];

    /// <summary>The answer on a path from now on; null for the exchange's own.</summary>
    public Watched Instead(string path, Reply? reply)
    {
        if (reply is null)
        {
            _instead.Remove(path);
        }
        else
        {
            _instead[path] = reply;
        }

        return this;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = request.RequestUri!.AbsolutePath;
        Requests.Add((path, time.Elapsed));
        return _instead.TryGetValue(path, out Reply? reply) ? reply(request, time, cancellationToken) : base.SendAsync(request, cancellationToken);
    }
}
