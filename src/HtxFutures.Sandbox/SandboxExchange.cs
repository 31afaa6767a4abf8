using System.Net.WebSockets;
using HtxFutures.Sandbox.Accounts;
using HtxFutures.Sandbox.Books;
using HtxFutures.Sandbox.Market;
using HtxFutures.Sandbox.RateLimiting;
using HtxFutures.Sandbox.Sockets;

namespace HtxFutures.Sandbox;

/// <summary>
/// HTX's V5 USDT-M futures interface in a box: checks signatures, keeps orders, enforces the request window and
/// answers in the recorded wire shapes. Deterministic under a seed; takes all time from its time provider and
/// starts no timers: what falls due is applied when the exchange is next looked at, and only while a socket is open, which is
/// to tell of it, when it does. May be used from any thread.
/// </summary>
public sealed class SandboxExchange
{
    private readonly object _gate = new();
    private readonly ExchangeClock _clock;
    private readonly KeyRing _keys = new();
    private readonly Venue _venue;
    private readonly List<SandboxAccount> _accounts = [];
    private readonly RequestPipeline _pipeline;
    private readonly FaultLine _line;
    private readonly SocketHub _sockets;

    // One stream of random numbers per concern: more latency must not deal other cards to the order book.
    private readonly Random _rules;
    private readonly Random _journeys;

    /// <summary>Makes an exchange without accounts.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <param name="timeProvider">Where its time comes from; null for the system's clock.</param>
    public SandboxExchange(SandboxOptions? options = null, TimeProvider? timeProvider = null)
    {
        Options = options ?? new SandboxOptions();
        _clock = new ExchangeClock(timeProvider ?? TimeProvider.System, Options);
        Random seeds = new(Options.Seed);
        _rules = new Random(seeds.Next());
        _journeys = new Random(seeds.Next());
        _venue = new Venue(Options, _clock, new Sequences(), new ContractList(Options), new MarketPrices());
        _pipeline = new RequestPipeline(_venue, _keys, _rules);
        Faults = new SandboxFaults(_gate, _clock, _keys, seeds.Next());
        _line = new FaultLine(Faults, _pipeline, _clock, RaisePrices);
        _sockets = new SocketHub(_gate, _venue, _keys, Faults, _pipeline.Maintenance, DrawLatency);
    }

    /// <summary>How the exchange behaves.</summary>
    public SandboxOptions Options { get; }

    /// <summary>What goes wrong, as rules; nothing unless some are added.</summary>
    public SandboxFaults Faults { get; }

    /// <summary>The exchange's clock: the time provider's plus <see cref="SandboxOptions.ClockOffset"/> and what <see cref="FaultKind.ClockStep"/> adds.</summary>
    public DateTimeOffset Now => _clock.Now;

    /// <summary>The accounts, in the order they were added.</summary>
    public IReadOnlyCollection<SandboxAccount> Accounts
    {
        get
        {
            lock (_gate)
            {
                return _accounts.ToArray();
            }
        }
    }

    /// <summary>Everything but the status endpoints answers <c>{"status":"maintain"}</c> (facts 3.1); false unless set.</summary>
    public bool InMaintenance
    {
        get
        {
            lock (_gate)
            {
                return _pipeline.Maintenance.IsOn;
            }
        }

        set
        {
            lock (_gate)
            {
                _pipeline.Maintenance.IsOn = value;
            }
        }
    }

    /// <summary>What the heartbeat gives as the end of a maintenance, on the exchange's clock; null for no estimate.</summary>
    public DateTimeOffset? EstimatedRecoveryTime
    {
        get
        {
            lock (_gate)
            {
                return _pipeline.Maintenance.EstimatedRecoveryTime;
            }
        }

        set
        {
            lock (_gate)
            {
                _pipeline.Maintenance.EstimatedRecoveryTime = value;
            }
        }
    }

    /// <summary>What the exchange has counted so far; a copy of this moment.</summary>
    public SandboxCounters Counters
    {
        get
        {
            lock (_gate)
            {
                return new SandboxCounters(
                    _pipeline.Counter.Requests,
                    _pipeline.Counter.ByPath(),
                    _pipeline.Counter.AuthenticationFailures,
                    _accounts.SelectMany(CountWindows).ToArray())
                {
                    Faults = Faults.Counts(),
                    OpenSockets = _sockets.Open,
                    Sockets = _sockets.Opened,
                    Pushes = _sockets.Pushes,
                };
            }
        }
    }

    /// <summary>Adds an account with one key; its limits are those of the options at this moment.</summary>
    /// <param name="accessKey">The access key, unique on the exchange.</param>
    /// <param name="secretKey">The secret key.</param>
    /// <returns>The account.</returns>
    /// <exception cref="ArgumentException">A key is empty, or the access key exists already.</exception>
    public SandboxAccount AddAccount(string accessKey, string secretKey)
    {
        lock (_gate)
        {
            SandboxAccount account = new(_gate, _keys, _venue, _rules);
            account.AddKey(accessKey, secretKey);
            _accounts.Add(account);
            _sockets.Watch(account);
            return account;
        }
    }

    /// <summary>The price at which a contract traded last, in USDT; null where none is known.</summary>
    /// <param name="contractCode">The contract.</param>
    /// <returns>What it was moved to last, else where the sample orders lie around.</returns>
    public decimal? PriceOf(string contractCode)
    {
        lock (_gate)
        {
            return _venue.Prices.LastOf(contractCode);
        }
    }

    /// <summary>
    /// Moves the price of a contract, and fires the algo orders of all accounts that have waited for it. Ordinary orders
    /// stay as they are, since there is no market behind them: see <see cref="SandboxAccount.Fill"/>.
    /// </summary>
    /// <param name="contractCode">The contract.</param>
    /// <param name="price">The price of the last trade in USDT, more than zero.</param>
    /// <param name="markPrice">The mark price, more than zero; null for the same.</param>
    public void MovePrice(string contractCode, decimal price, decimal? markPrice = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(contractCode);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(markPrice ?? price, nameof(markPrice));
        lock (_gate)
        {
            foreach (SandboxAccount account in _accounts)
            {
                account.Books.CatchUp();
            }

            _venue.Prices.Move(contractCode, price, markPrice ?? price);
            foreach (SandboxAccount account in _accounts)
            {
                account.Books.Algos.Look(contractCode, _clock.Steady);
            }

            _sockets.Look();
        }
    }

    // Of what somebody would notice it at: a contract without algo orders and positions is as good as unmoved.
    private void RaisePrices(decimal share)
    {
        string[] contracts = [.. _accounts
            .SelectMany(account => account.Books.Algos.Shelves.All.Select(algo => algo.Terms.ContractCode).Concat(account.Books.Positions.Listed.Select(position => position.Key.ContractCode)))
            .Distinct()];
        foreach (string contract in contracts)
        {
            if (_venue.Prices.PriceOf(contract, "last") is { } last && _venue.Prices.PriceOf(contract, "mark") is { } mark)
            {
                MovePrice(contract, last * (1 + share), mark * (1 + share));
            }
        }
    }

    /// <summary>Serves one request at once, without the time of the journey.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancelled before the call, the request is not served.</param>
    /// <returns>The answer, and what a transport would make of it; the task is completed when the method returns.</returns>
    public Task<SandboxReply> HandleAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<SandboxReply>(cancellationToken);
        }

        lock (_gate)
        {
            SandboxReply reply = _line.Handle(request);
            _sockets.Look();
            return Task.FromResult(reply);
        }
    }

    /// <summary>
    /// Serves one request with the time of the journey (<see cref="SandboxOptions.Latency"/>), as a transport does. Late
    /// answers come late and lost ones never; what else <see cref="SandboxReply.Delivery"/> says is left to the caller.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the wait. What is on its way there arrives and is served all the same.</param>
    /// <returns>The answer.</returns>
    public async Task<SandboxReply> RoundTripAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        long begun = _clock.TimeProvider.GetTimestamp();
        TimeSpan roundTrip = DrawLatency();
        TimeSpan there = TimeSpan.FromMilliseconds(Math.Floor(roundTrip.TotalMilliseconds / 2));
        SandboxReply reply = await Journey.UnlessGivenUpAsync(ArriveAsync(request, there, cancellationToken), cancellationToken).ConfigureAwait(false);
        try
        {
            if (reply.Delivery.Kind is DeliveryKind.Hung or DeliveryKind.Stuck)
            {
                await Journey.TakeForeverAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (reply.Delivery.Kind == DeliveryKind.Stuck)
        {
            _ = ArriveLateAsync(request, reply.Delivery.Delay);
            throw;
        }

        // A busy machine wakes late and takes its time: what a path would not add is made up for on the way back.
        TimeSpan back = roundTrip - _clock.TimeProvider.GetElapsedTime(begun) + reply.Delivery.Delay;
        await TravelAsync(TimeSpan.FromMilliseconds(Math.Ceiling(back.TotalMilliseconds)), cancellationToken).ConfigureAwait(false);
        return reply;
    }

    /// <summary>
    /// Opens a socket for changes, with the time of the journey: a client's end of it, which behaves as the framework's own
    /// does. What is sent on it and comes on it has its journey, too.
    /// </summary>
    /// <param name="opening">The request for it: GET, host and path.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The socket, to be disposed by the caller.</returns>
    /// <exception cref="HttpRequestException">It is refused, with a status.</exception>
    public async Task<WebSocket> ConnectSocketAsync(SandboxRequest opening, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(opening);
        await TravelAsync(DrawLatency(), cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            return _sockets.Connect(opening);
        }
    }

    private async Task<SandboxReply> ArriveAsync(SandboxRequest request, TimeSpan there, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested(); // what was given up before it was sent is not on its way
        await TravelAsync(there, CancellationToken.None).ConfigureAwait(false);
        return await HandleAsync(request, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task ArriveLateAsync(SandboxRequest request, TimeSpan lateness)
    {
        await TravelAsync(lateness, CancellationToken.None).ConfigureAwait(false);
        lock (_gate)
        {
            _pipeline.Handle(request);
            _sockets.Look();
        }
    }

    private Task TravelAsync(TimeSpan time, CancellationToken cancellationToken) =>
        time > TimeSpan.Zero ? Journey.TakeAsync(time, _clock.TimeProvider, cancellationToken) : Task.CompletedTask;

    private TimeSpan DrawLatency()
    {
        lock (_gate)
        {
            return Options.Latency.Draw(_journeys);
        }
    }

    private IEnumerable<SandboxWindowCounters> CountWindows(SandboxAccount account) =>
        Enum.GetValues<SandboxRequestKind>().Select(kind =>
        {
            RequestWindow window = account.Window(kind);
            return new SandboxWindowCounters(
                account.Uid, kind, window.Limit(_clock.Steady), window.Used(_clock.Steady), window.Highest, window.Refused, window.Accepted);
        });
}
