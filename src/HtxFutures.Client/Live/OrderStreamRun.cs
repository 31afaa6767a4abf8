using System.Globalization;
using System.Threading.Channels;
using HtxFutures.Calls;
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

    private readonly ExchangeConnection _exchange;
    private readonly SocketDialer _dialer;
    private readonly OrderLedger _ledger;
    private readonly StreamAudience _audience;
    private readonly OpenOrderLooks _looks;
    private readonly ToldEnds _ends;
    private readonly StreamPatience _patience;
    private readonly Channel<StreamSignal> _signals;
    private readonly CancellationTokenSource _end = new();
    private DateTimeOffset? _begun;
    private DateTimeOffset? _provenUntil;
    private StreamConnection? _connection;
    private long _lostAt;
    private int _connections;
    private int _broughtInGap;
    private bool _wasLive;

    public OrderStreamRun(Caller caller, HtxConnectOptions options, ToldEnds ends)
    {
        _ends = ends;
        _exchange = caller.Connection;
        _dialer = new SocketDialer(options);
        _ledger = new OrderLedger(_exchange.Time);
        _audience = new StreamAudience(_ledger);
        _signals = Channel.CreateUnbounded<StreamSignal>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = !Pause.IsReal(_exchange.Time) });
        _looks = new OpenOrderLooks(caller, Signal);
        _patience = new StreamPatience(_exchange.Time, _exchange.Jitter);
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

        _ends.IsLive = false;
        _audience.End(end);
        _end.Cancel();
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
                    _audience.Tell(HtxLiveNotice.Lost, $"{(_wasLive ? "Still not connected" : "Not connected")} to the order stream{Since()}: {failure.Message} What changes is shown once it is.");
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
        _ends.IsLive = true;
        _audience.Open();
        if (listing.Failure is { } failure)
        {
            _audience.Tell(HtxLiveNotice.Trouble, $"The orders that have ended meanwhile could not all be listed: {failure.Message} Those that were placed and ended while there was no connection may be missing.");
        }

        if (wasGarbled)
        {
            Signal(new StreamSignal(StreamSignalKind.Garbled, _connection!.Number) { Text = "while the orders were being listed" });
        }
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
                    _audience.Lose(signal.Order!, signal.Text);
                    break;
                case StreamSignalKind.CaughtUp:
                    TellOfGap();
                    break;
                case StreamSignalKind.Garbled:
                    _audience.Tell(HtxLiveNotice.Trouble, $"A message of the order stream could not be read ({signal.Text?.TrimEnd('.')}). The open orders are listed to see what it told of.");
                    _looks.ListLater(Aim(), _end.Token);
                    break;
                case StreamSignalKind.ListingDue:
                    _looks.ListLater(Aim(), _end.Token);
                    clock.Change(s_betweenListings, Timeout.InfiniteTimeSpan);
                    break;
                case StreamSignalKind.Listed when signal.Listing is null:
                    _audience.Tell(HtxLiveNotice.Trouble, $"The open orders could not be listed to see whether the order stream tells of everything: {signal.Text} It is tried again in a minute.");
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

                    _audience.Tell(HtxLiveNotice.Missed, string.Create(CultureInfo.InvariantCulture, $"The order stream was silent about {untold} {(untold == 1 ? "change" : "changes")} that a listing shows. It is connected anew, and shown is what was missed."));
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
        _broughtInGap += _audience.Bring(order) ? 1 : 0;
    }

    private void NoteLoss(string why)
    {
        _ends.IsLive = false;
        _audience.Close();
        _wasLive = true;
        _lostAt = _exchange.Time.GetTimestamp();
        _patience.NoteLoss();
        if (why != SilentReplacement)
        {
            _audience.Tell(HtxLiveNotice.Lost, $"The order stream is lost: {why}. What changes is shown once it is connected again.");
        }
    }

    private void TellOfGap()
    {
        if (_wasLive && _lostAt != 0)
        {
            TimeSpan gap = _exchange.Time.GetElapsedTime(_lostAt);
            _lostAt = 0;
            string changed = _broughtInGap switch
            {
                0 => "No change was found.",
                1 => "One change is shown above.",
                _ => string.Create(CultureInfo.InvariantCulture, $"{_broughtInGap} changes are shown above; of an order that changed more than once, what it came to."),
            };
            _audience.Tell(HtxLiveNotice.Again, string.Create(CultureInfo.InvariantCulture, $"Connected to the order stream again after {gap.TotalSeconds:0.0} s. {changed}"));
        }
    }

    private string Since() => _lostAt == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" for {_exchange.Time.GetElapsedTime(_lostAt).TotalSeconds:0} s");

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
