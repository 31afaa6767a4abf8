namespace HtxFutures.Client.Tests.Support;

/// <summary>
/// Answers from a script and records what it was asked. Connecting works and listings are empty unless scripted otherwise; every other request
/// needs a line in the script.
/// </summary>
internal sealed class ScriptedExchange(VirtualTime time) : HttpMessageHandler
{
    private readonly Dictionary<string, Queue<Reply>> _script = [];
    private readonly Dictionary<string, Reply> _always = new()
    {
        [Paths.Timestamp] = Replies.Timestamp,
        [Paths.Opens] = Replies.Data("[]"),
        [Paths.History] = Replies.Data("[]"),
    };

    public VirtualTime Time => time;

    public List<SentRequest> Requests { get; } = [];

    /// <summary>The next answers on a path, in turn.</summary>
    public ScriptedExchange Answer(string path, params Reply[] replies)
    {
        if (!_script.TryGetValue(path, out Queue<Reply>? queue))
        {
            _script.Add(path, queue = new Queue<Reply>());
        }

        foreach (Reply reply in replies)
        {
            queue.Enqueue(reply);
        }

        return this;
    }

    /// <summary>The answer on a path whenever no other is scripted.</summary>
    public ScriptedExchange Always(string path, Reply reply)
    {
        _always[path] = reply;
        return this;
    }

    public List<SentRequest> SentTo(string path) => Requests.FindAll(request => request.Path == path);

    /// <summary>A client connected to this exchange.</summary>
    public Desk Open(Func<HtxConnectOptions, HtxConnectOptions>? configure = null) => Desk.Open(this, time, configure);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        SentRequest sent = await SentRequest.FromAsync(request, time.Elapsed).ConfigureAwait(false);
        Requests.Add(sent);
        Reply reply = _script.TryGetValue(sent.Path, out Queue<Reply>? queue) && queue.TryDequeue(out Reply? next)
            ? next
            : _always.GetValueOrDefault(sent.Path) ?? throw new InvalidOperationException($"No answer is scripted for {sent.Method} {sent.Path}.");
        return await reply(request, time, cancellationToken).ConfigureAwait(false);
    }
}
