using HtxFutures.Calls;

namespace HtxFutures.Live;

/// <summary>
/// Keeps a stream of changes going in one loop, connection after connection: each is opened (<see cref="StreamConnection"/>),
/// catches up with what changed before it (<see cref="StreamCatchUp"/>), and speaks until it is lost (<see cref="StreamLife"/>).
/// </summary>
#pragma warning disable CA1001 // not disposed: its source of tokens holds no timer and no handle, and who is told by it may be on the way here
internal sealed class OrderStreamRun
#pragma warning restore CA1001
{
    private readonly ExchangeConnection _exchange;
    private readonly SocketDialer _dialer;
    private readonly StreamAudience _audience;
    private readonly StreamSignals _signals;
    private readonly StreamGap _gap;
    private readonly StreamPatience _patience;
    private readonly StreamCatchUp _catchUp;
    private readonly StreamLife _life;
    private readonly CancellationTokenSource _end = new();
    private StreamConnection? _connection;
    private int _connections;

    public OrderStreamRun(Caller caller, HtxConnectOptions options, ToldEnds ends)
    {
        _exchange = caller.Connection;
        _dialer = new SocketDialer(options);
        _signals = new StreamSignals(_exchange.Time);
        _gap = new StreamGap(_exchange.Time);
        _patience = new StreamPatience(_exchange.Time, _exchange.Jitter);
        var ledger = new OrderLedger(_exchange.Time);
        _audience = new StreamAudience(ledger, ends);
        var news = new StreamNews(ledger, _audience, _gap);
        var looks = new OpenOrderLooks(caller, _signals.Add);
        _catchUp = new StreamCatchUp(_exchange, news, _audience, looks, _signals);
        _life = new StreamLife(news, _audience, looks, _signals, _gap, _exchange.Time);
    }

    /// <summary>Whether it has ended by itself.</summary>
    public bool IsOver => _audience.IsOver;

    /// <summary>Begins.</summary>
    public void Begin() => _ = RunAsync();

    /// <summary>Ends it; it says goodbye to the exchange by itself.</summary>
    public void End() => _end.Cancel();

    /// <summary>Lets somebody watch.</summary>
    public void Join(OrderWatch watch) => _audience.Join(watch);

    /// <summary>Somebody watches no more.</summary>
    public void Leave(OrderWatch watch) => _audience.Leave(watch);

    private async Task RunAsync()
    {
        using CancellationTokenRegistration closing = _exchange.Closing.UnsafeRegister(static run => ((OrderStreamRun)run!).End(), this);
        Exception? end = null;
        try
        {
            while (true)
            {
                int connection = await ConnectAsync().ConfigureAwait(false);
                string? why = await _life.RunAsync(connection, _end.Token).ConfigureAwait(false);
                await LeaveConnectionAsync().ConfigureAwait(false);
                NoteLoss(why);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            end = _exchange.IsClosed ? new HtxException(HtxErrorKind.NotConnected, "The session was closed while orders were watched through it.") : null;
        }
        catch (Exception failure)
        {
            end = failure; // of the exchange or a defect of ours: who watches must hear of it, or would wait for nothing
        }

        _audience.End(end);
        _end.Cancel();
        await LeaveConnectionAsync().ConfigureAwait(false);
    }

    /// <summary>Connects, and catches up with what is open, however often that has to be tried.</summary>
    /// <returns>The number of the connection.</returns>
    /// <exception cref="HtxException">To try again is of no use.</exception>
    private async Task<int> ConnectAsync()
    {
        while (true)
        {
            try
            {
                _connection = await StreamConnection.OpenAsync(_dialer, _exchange, ++_connections, _signals.Add, _end.Token).ConfigureAwait(false);
                await _catchUp.RunAsync(_connections, _end.Token).ConfigureAwait(false);
                _patience.Restore();
                return _connections;
            }
            catch (HtxException failure) when (_patience.Bears(failure, _gap.FollowsConnection))
            {
                await LeaveConnectionAsync().ConfigureAwait(false);
                if (_patience.IsToBeTold())
                {
                    _audience.Tell(HtxLiveNotice.Lost, _gap.Goes(failure.Message));
                }

                await _patience.RestAsync(_end.Token).ConfigureAwait(false);
            }
        }
    }

    private void NoteLoss(string? why)
    {
        _audience.Close();
        _gap.Begin();
        _patience.NoteLoss();
        if (why is not null)
        {
            _audience.Tell(HtxLiveNotice.Lost, $"The order stream is lost: {why}. What changes is shown once it is connected again.");
        }
    }

    private async Task LeaveConnectionAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
