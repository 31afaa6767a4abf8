using System.Globalization;
using System.Threading.Channels;
using HtxFutures.Calls;
using HtxFutures.Rows;
using HtxFutures.Time;

namespace HtxFutures.Live;

/// <summary>
/// Keeps a stream of changes going, connection after connection, in one loop. On each it first reads what was pushed while the
/// open orders were being listed, then the listing, and asks for what has vanished; then each push as it comes. Every minute the
/// open orders are listed again, since pings prove the wire and not the subscription: what a push has not told within some
/// seconds is brought then, and the connection replaced.
/// </summary>
#pragma warning disable CA1001 // not disposed: its source of tokens holds no timer and no handle, and who is told by it may be on the way here
internal sealed class OrderStreamRun
#pragma warning restore CA1001
{
    // It was told what is wrong, and a connection that replaces another is none that was lost.
    private const string SilentReplacement = "it does not tell of all changes";

    private static readonly TimeSpan s_betweenListings = TimeSpan.FromMinutes(1);

    // A push may be slower than a listing, and orders are the slowest of the topics (facts 6).
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(3);

    private readonly object _gate = new();
    private readonly ExchangeConnection _exchange;
    private readonly SocketDialer _dialer;
    private readonly OrderLedger _ledger;
    private readonly OpenOrderLooks _looks;
    private readonly ToldEnds _ends;
    private readonly StreamPatience _patience;
    private readonly Channel<StreamSignal> _signals;
    private readonly CancellationTokenSource _end = new();
    private OrderWatch[] _watches = [];
    private DateTimeOffset? _begun;
    private DateTimeOffset? _provenUntil;
    private StreamConnection? _connection;
    private long _lostAt;
    private int _connections;
    private int _broughtInGap;
    private HtxLiveItem? _trouble;
    private Exception? _failure;
    private bool _isLive;
    private bool _wasLive;

    public OrderStreamRun(Caller caller, HtxConnectOptions options, ToldEnds ends)
    {
        _ends = ends;
        _exchange = caller.Connection;
        _dialer = new SocketDialer(options);
        _ledger = new OrderLedger(_exchange.Time);
        _signals = Channel.CreateUnbounded<StreamSignal>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = !Pause.IsReal(_exchange.Time) });
        _looks = new OpenOrderLooks(caller, Signal);
        _patience = new StreamPatience(_exchange.Time, _exchange.Jitter);
    }

    /// <summary>Whether it has ended by itself.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Begins.</summary>
    public void Begin() => _ = RunAsync();

    /// <summary>Ends it; it says goodbye to the exchange by itself.</summary>
    public void End() => _end.Cancel();

    /// <summary>Lets somebody watch. Who comes while it is connected begins at once.</summary>
    public void Join(OrderWatch watch)
    {
        lock (_gate)
        {
            _watches = [.. _watches, watch];
            if (IsOver)
            {
                watch.End(_failure);
            }
            else if (_isLive)
            {
                Welcome(watch);
            }
            else if (_trouble is { } trouble)
            {
                watch.Bring(trouble);
            }
        }
    }

    /// <summary>Somebody watches no more.</summary>
    public void Leave(OrderWatch watch)
    {
        lock (_gate)
        {
            _watches = [.. _watches.Where(other => other != watch)];
        }
    }

    private async Task RunAsync()
    {
        using CancellationTokenRegistration closing = _exchange.Closing.UnsafeRegister(static run => ((OrderStreamRun)run!).End(), this);
        Exception? end = null;
        try
        {
            while (true)
            {
                await ConnectAsync().ConfigureAwait(false);
                string why = await LiveAsync().ConfigureAwait(false);
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

        OrderWatch[] watches;
        lock (_gate)
        {
            (IsOver, _isLive, _failure) = (true, false, end);
            _ends.IsLive = false;
            watches = _watches;
        }

        _end.Cancel();
        Array.ForEach(watches, watch => watch.End(end));
        await LeaveConnectionAsync().ConfigureAwait(false);
    }

    /// <summary>Connects, and catches up with what is open, however often that has to be tried.</summary>
    /// <exception cref="HtxException">To try again is of no use.</exception>
    private async Task ConnectAsync()
    {
        while (true)
        {
            try
            {
                _connection = await StreamConnection.OpenAsync(_dialer, _exchange, ++_connections, Signal, _end.Token).ConfigureAwait(false);
                await CatchUpAsync().ConfigureAwait(false);
                _patience.Restore();
                return;
            }
            catch (HtxException failure) when (_patience.Bears(failure, _wasLive))
            {
                await LeaveConnectionAsync().ConfigureAwait(false);
                if (_patience.IsToBeTold())
                {
                    Tell(HtxLiveNotice.Lost, $"{(_wasLive ? "Still not connected" : "Not connected")} to the order stream{Since()}: {failure.Message} Changes are not shown until it is; what they come to is shown then.");
                }

                await _patience.RestAsync(_end.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task CatchUpAsync()
    {
        _begun ??= _exchange.Clock.Now;
        OpenListing listing = await _looks.ListAsync(Aim(), _end.Token).ConfigureAwait(false);
        _broughtInGap = 0;

        // What was pushed since the subscription comes first: an order that was placed since is no old one.
        bool wasGarbled = false;
        while (_signals.Reader.TryRead(out StreamSignal signal))
        {
            if (signal.Kind is StreamSignalKind.Push or StreamSignalKind.Found)
            {
                Bring(signal.Order!);
            }
            else if (signal.Kind == StreamSignalKind.Garbled)
            {
                wasGarbled = true;
            }
            else if (signal.Kind == StreamSignalKind.Lost && signal.Connection == _connection!.Number)
            {
                throw new HtxException(HtxErrorKind.NetworkError, $"GET {SocketDialer.Path}, order stream: {signal.Text}.") { Path = SocketDialer.Path };
            }
        }

        foreach (HtxOrder order in listing.Orders.Where(IsOfThisTime))
        {
            if (_wasLive || _ledger.Knows(order))
            {
                Bring(order);
            }
            else
            {
                _ledger.Take(order);
            }
        }

        _provenUntil = listing.At;
        _looks.AskFor([.. listing.Missing.Where(_ledger.HasOpen)], _end.Token);
        Open();
        if (listing.Failure is { } failure)
        {
            Tell(HtxLiveNotice.Trouble, $"The orders that have ended meanwhile could not all be listed: {failure.Message} Those that were placed and ended while there was no connection may be missing.");
        }

        if (wasGarbled)
        {
            Signal(new StreamSignal(StreamSignalKind.Garbled, _connection!.Number) { Text = "while the orders were being listed" });
        }
    }

    private void Open()
    {
        lock (_gate)
        {
            (_isLive, _trouble) = (true, null);
            _ends.IsLive = true;
            foreach (OrderWatch watch in _watches.Where(watch => !watch.HasBegun))
            {
                Welcome(watch);
            }
        }
    }

    private void Welcome(OrderWatch watch)
    {
        watch.HasBegun = true;
        foreach (HtxOrder order in watch.IncludesOpen ? [.. _ledger.Open.OrderBy(order => order.CreatedAt)] : Array.Empty<HtxOrder>())
        {
            watch.Bring(new HtxLiveItem(order.With(row => row.Change = OrderChange.Open)));
        }

        watch.Bring(new HtxLiveItem(HtxLiveNotice.Connected, string.Create(CultureInfo.InvariantCulture, $"Connected to the order stream; {_ledger.Open.Count} orders are open.")));
    }

    /// <summary>Brings each change as it is told.</summary>
    /// <returns>Why the connection is no use any more.</returns>
    private async Task<string> LiveAsync()
    {
        using ITimer clock = _exchange.Time.CreateTimer(_ => Signal(new StreamSignal(StreamSignalKind.ListingDue)), null, s_betweenListings, Timeout.InfiniteTimeSpan);
        using ITimer grace = _exchange.Time.CreateTimer(_ => Signal(new StreamSignal(StreamSignalKind.GraceOver)), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        OpenListing? suspicion = null;
        int number = _connection!.Number;
        while (true)
        {
            StreamSignal signal = await _signals.Reader.ReadAsync(_end.Token).ConfigureAwait(false);
            if (signal.Connection != 0 && signal.Connection != number)
            {
                continue; // of an earlier connection, whose orders were listed since
            }

            switch (signal.Kind)
            {
                case StreamSignalKind.Push or StreamSignalKind.Found:
                    Bring(signal.Order!);
                    break;
                case StreamSignalKind.Vanished:
                    Lose(signal);
                    break;
                case StreamSignalKind.CaughtUp:
                    TellOfGap();
                    break;
                case StreamSignalKind.Garbled:
                    Tell(HtxLiveNotice.Trouble, $"A message of the order stream could not be read ({signal.Text?.TrimEnd('.')}). The open orders are listed to see what it told of.");
                    _looks.ListLater(Aim(), _end.Token);
                    break;
                case StreamSignalKind.ListingDue:
                    _looks.ListLater(Aim(), _end.Token);
                    clock.Change(s_betweenListings, Timeout.InfiniteTimeSpan);
                    break;
                case StreamSignalKind.Listed when signal.Listing is null:
                    Tell(HtxLiveNotice.Trouble, $"The open orders could not be listed to see whether the order stream tells of everything: {signal.Text} It is tried again in a minute.");
                    break;
                case StreamSignalKind.Listed:
                    _looks.AskFor([.. signal.Listing!.Missing.Where(order => order.State == OrderState.Unknown && _ledger.HasOpen(order))], _end.Token);
                    if (suspicion is null && Untold(signal.Listing).Any())
                    {
                        suspicion = signal.Listing;
                        grace.Change(s_grace, Timeout.InfiniteTimeSpan);
                    }
                    else if (suspicion is null && signal.Listing.Failure is null)
                    {
                        _provenUntil = signal.Listing.At;
                    }

                    break;
                case StreamSignalKind.GraceOver when suspicion is { } listing && Untold(listing).Count() is > 0 and int untold:
                    foreach (HtxOrder order in listing.Orders.Where(IsOfThisTime))
                    {
                        Bring(order);
                    }

                    Tell(HtxLiveNotice.Missed, string.Create(CultureInfo.InvariantCulture, $"The order stream was silent about {untold} changes that a listing shows. They are shown now, and it is connected anew."));
                    return SilentReplacement;
                case StreamSignalKind.GraceOver:
                    suspicion = null;
                    break;
                case StreamSignalKind.Lost:
                    return signal.Text!;
            }
        }
    }

    /// <summary>What a listing shows, and no push has told.</summary>
    private IEnumerable<HtxOrder> Untold(OpenListing listing) => listing.Orders.Where(order => IsOfThisTime(order) && _ledger.IsNews(order))
        .Concat(listing.Missing.Where(order => _ledger.HasOpen(order) && order.State != OrderState.Unknown));

    private ListingAim Aim() => new(_ledger.Open, _ledger.Contracts, _provenUntil);

    // What had ended before anybody watched is no change; the listing of finished ones shows it too.
    private bool IsOfThisTime(HtxOrder order) => !order.IsFinal || _ledger.Knows(order) || !(order.UpdatedAt < _begun);

    private void Bring(HtxOrder order)
    {
        _ends.Tell(order);
        lock (_gate)
        {
            if (_ledger.Take(order) is { } change)
            {
                _broughtInGap++;
                BringToAll(new HtxLiveItem(change));
            }
        }
    }

    private void Lose(StreamSignal signal)
    {
        lock (_gate)
        {
            if (_ledger.Lose(signal.Order!) is { } lost)
            {
                BringToAll(new HtxLiveItem(lost));
                BringToAll(new HtxLiveItem(HtxLiveNotice.Trouble, $"The order {lost.OrderId} of {lost.ContractCode} is not open any more, and what became of it could not be found out: {signal.Text} It is asked for again."));
            }
        }
    }

    private void NoteLoss(string why)
    {
        lock (_gate)
        {
            _isLive = _ends.IsLive = false;
        }

        _wasLive = true;
        _lostAt = _exchange.Time.GetTimestamp();
        _patience.NoteLoss();
        if (why != SilentReplacement)
        {
            Tell(HtxLiveNotice.Lost, $"The order stream is lost: {why}. Changes are not shown until it is connected again; what they come to is shown then.");
        }
    }

    private void TellOfGap()
    {
        if (_wasLive && _lostAt != 0)
        {
            TimeSpan gap = _exchange.Time.GetElapsedTime(_lostAt);
            _lostAt = 0;
            Tell(HtxLiveNotice.Again, string.Create(CultureInfo.InvariantCulture, $"Connected to the order stream again after {gap.TotalSeconds:0.0} s. {_broughtInGap} orders had changed meanwhile and are shown above; of one that changed more than once only what it came to."));
        }
    }

    private string Since() => _lostAt == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" for {_exchange.Time.GetElapsedTime(_lostAt).TotalSeconds:0} s");

    private void Tell(HtxLiveNotice notice, string message)
    {
        var item = new HtxLiveItem(notice, message);
        lock (_gate)
        {
            _trouble = notice == HtxLiveNotice.Lost ? item : _trouble; // for who comes meanwhile
            BringToAll(item);
        }
    }

    private void BringToAll(HtxLiveItem item)
    {
        foreach (OrderWatch watch in _watches)
        {
            watch.Bring(item);
        }
    }

    private void Signal(StreamSignal signal) => _signals.Writer.TryWrite(signal);

    private async Task LeaveConnectionAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
