namespace HtxFutures.Calls.Transport;

/// <summary>
/// The connections at hand. They can be thrown away: what is idle is closed, what is under way ends as it may, and whoever
/// comes next gets a connection made for it.
/// </summary>
/// <param name="create">Makes a handler that has no connections yet.</param>
internal sealed class KeptConnections(Func<HttpMessageHandler> create) : HttpMessageHandler
{
    private readonly object _gate = new();
    private Batch _current = new(create());
    private bool _closed;

    /// <summary>Throws the connections away.</summary>
    public void ThrowAway()
    {
        Batch old;
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            old = _current;
            _current = new Batch(create());
        }

        old.Dispose();
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        while (true)
        {
            Batch batch = Volatile.Read(ref _current);
            try
            {
                return batch.BeginSending(request, cancellationToken);
            }
            catch (ObjectDisposedException) when (batch != Volatile.Read(ref _current))
            {
                // It was thrown away between the look and the sending, and said so at once: nothing was sent.
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_gate)
            {
                _closed = true;
            }

            _current.Dispose();
        }

        base.Dispose(disposing);
    }

    private sealed class Batch(HttpMessageHandler handler) : DelegatingHandler(handler)
    {
        public Task<HttpResponseMessage> BeginSending(HttpRequestMessage request, CancellationToken cancellationToken) => SendAsync(request, cancellationToken);
    }
}
