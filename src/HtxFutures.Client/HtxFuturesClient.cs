using HtxFutures.Calls;
using HtxFutures.Checkup;
using HtxFutures.Orders;
using HtxFutures.Rows;

namespace HtxFutures;

/// <summary>
/// The door to the exchange: one key on one host. It opens, closes and shows the desks, at each of which one kind of thing
/// is worked on. Safe to use from many threads.
/// </summary>
public sealed class HtxFuturesClient : IDisposable
{
    private readonly HtxConnectOptions _options;
    private readonly Caller _caller;

    private HtxFuturesClient(HtxConnectOptions options)
    {
        _options = options;
        _caller = new Caller(new ExchangeConnection(options));
        MaskedAccessKey = options.Credential.MaskedAccessKey;
        Switch = new SwitchDesk(_caller);
        Live = new LiveDesk(_caller, options);
    }

    /// <summary>Where the exchange is.</summary>
    public HtxEndpoint Endpoint => _options.Endpoint;

    /// <summary>The access key with its middle hidden.</summary>
    public string MaskedAccessKey { get; }

    /// <summary>The exchange's clock minus the local one.</summary>
    public TimeSpan ClockOffset => _caller.Connection.Clock.Offset;

    /// <summary>The time on the exchange's clock, in UTC.</summary>
    public DateTimeOffset ExchangeTime => _caller.Connection.Clock.Now.ToUniversalTime();

    /// <summary>Whether the client was disposed.</summary>
    public bool IsClosed => _caller.Connection.IsClosed;

    /// <summary>The account's orders.</summary>
    public OrderDesk Orders => field ??= new OrderDesk(_caller, Live.Ends);

    /// <summary>The account's algo orders: trigger, take-profit, stop-loss and trailing orders.</summary>
    public AlgoOrderDesk AlgoOrders => field ??= new AlgoOrderDesk(_caller);

    /// <summary>What is over: finished orders, and executions.</summary>
    public HistoryDesk History => field ??= new HistoryDesk(_caller);

    /// <summary>The account's positions.</summary>
    public PositionDesk Positions => field ??= new PositionDesk(_caller, Live.Ends);

    /// <summary>The account's money.</summary>
    public BalanceDesk Balance => field ??= new BalanceDesk(_caller);

    /// <summary>All that can still trade or move the account.</summary>
    public ExposureDesk Exposure => field ??= new ExposureDesk(_caller, Switch);

    /// <summary>The exchange's dead-man's switch.</summary>
    public SwitchDesk Switch { get; }

    /// <summary>All of the account's trading at once: stopping it, with proof.</summary>
    public TradingDesk Trading => field ??= new TradingDesk(_caller, Live.Ends);

    /// <summary>What changes by itself, as it changes.</summary>
    public LiveDesk Live { get; }

    internal HtxAccount Account => _caller.Connection.Account;

    /// <summary>Opens a client: measures the exchange's clock, then proves the key with one signed read.</summary>
    /// <param name="options">How to connect. The client owns the credential from here on.</param>
    /// <param name="cancellationToken">Gives the connecting up.</param>
    /// <exception cref="HtxException">The exchange cannot be reached or refuses the key; the credential is wiped.</exception>
    /// <exception cref="ArgumentException">An option is out of its range; the credential is wiped as well.</exception>
    public static Task<HtxFuturesClient> ConnectAsync(HtxConnectOptions options, CancellationToken cancellationToken = default) =>
        ConnectAsync(options, null, cancellationToken);

    /// <inheritdoc cref="ConnectAsync(HtxConnectOptions, CancellationToken)"/>
    /// <param name="options">How to connect.</param>
    /// <param name="listener">Hears of the requests that connecting takes, and of no later ones; null for nobody.</param>
    /// <param name="cancellationToken">Gives the connecting up.</param>
    internal static async Task<HtxFuturesClient> ConnectAsync(HtxConnectOptions options, IRequestListener? listener, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        HtxFuturesClient? client = null;
        try
        {
            if (options.RequestTimeout <= TimeSpan.Zero)
            {
                throw new ArgumentException($"The request time-out {options.RequestTimeout} is refused: it must be more than zero.", nameof(options));
            }

            client = new HtxFuturesClient(options);
            Caller heard = client._caller.HeardBy(listener);
            await heard.MeasureClockAsync(cancellationToken).ConfigureAwait(false);
            (await heard.CallAsync(OrderRequests.Probe, cancellationToken).ConfigureAwait(false)).Require();
            client.Switch.Join();
            return client;
        }
        catch
        {
            client?.Dispose();
            options.Credential.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Goes through all that the client needs, from the name of the exchange to the permission to cancel: one public
    /// look at clock and state of service, one signed read, and the cancel of an order id that cannot exist.
    /// </summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>One row for each check, as soon as it is known.</returns>
    public IAsyncEnumerable<HtxSessionCheck> CheckAsync(CancellationToken cancellationToken = default) => CheckAsync(null, cancellationToken);

    /// <inheritdoc cref="CheckAsync(CancellationToken)"/>
    /// <param name="listener">Hears of the requests; null for nobody.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    internal IAsyncEnumerable<HtxSessionCheck> CheckAsync(IRequestListener? listener, CancellationToken cancellationToken) =>
        new SessionCheckup(_caller.HeardBy(listener), _options).RunAsync(cancellationToken);

    /// <summary>The account's request budgets as they stand. Sends nothing.</summary>
    public IReadOnlyList<HtxRequestBudget> GetRequestBudgets() => [.. _caller.Connection.Budgets.Snapshot().Select(budget => budget.With(row => row.Account = Account.Name))];

    /// <summary>Asks how the budgets stand that are shared with other processes, which is a moment on this machine; done at once where they are not.</summary>
    internal Task AskRequestBudgetsAsync() => _caller.Connection.Budgets.AskAsync();

    /// <summary>Why the budgets are not shared at the moment, once for each time that this begins; null where there is nothing to tell.</summary>
    internal string? TakeBudgetWarning() => _caller.Connection.Budgets.TakeWarning();

    /// <summary>
    /// Closes the client and wipes its secret. What is under way ends with an error that says so. The dead-man's switch
    /// stays as it is, and is no longer renewed.
    /// </summary>
    public void Dispose()
    {
        Switch.Leave();
        _caller.Connection.Dispose();
    }
}
