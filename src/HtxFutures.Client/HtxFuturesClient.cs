using System.Runtime.CompilerServices;
using HtxFutures.Calls;
using HtxFutures.Checkup;
using HtxFutures.Orders;
using HtxFutures.Orders.Clearing;
using HtxFutures.Orders.Stopping;
using HtxFutures.Runs;
using HtxFutures.Switch;

namespace HtxFutures;

/// <summary>
/// The door to the exchange: one key on one host. Safe to use from many threads. The way of an order through it:
/// <see cref="OrderReference"/> (checked) → <see cref="OrderRequests"/> (written) → <see cref="Caller"/>
/// (budget, signature, sending, repeats) → <see cref="ReplyClassifier"/> (what the answer means) →
/// <see cref="StopOperation"/> (outcome, looked up where in doubt). <see cref="CancelRun"/> takes orders by the stream,
/// <see cref="MassCancelSender"/> takes all that are open; <see cref="RunSender{TItem, TVerdict, TResult}"/> sends for both.
/// </summary>
public sealed class HtxFuturesClient : IDisposable
{
    private readonly HtxConnectOptions _options;
    private readonly Caller _caller;
    private readonly OrderListing _listing;
    private readonly OrderLookup _lookup;
    private readonly RunSender<StopItem, CancelVerdict, HtxCancelResult> _sender;
    private readonly MassCancelListing _massListing;
    private readonly MassCancelSender _massSender;
    private readonly AutoCancelSwitch _autoCancel;
    private readonly AutoCancelSeat _seat;
    private readonly TimeProvider _time;

    private HtxFuturesClient(HtxConnectOptions options, Caller caller, AutoCancelSeat seat)
    {
        _options = options;
        _caller = caller;
        Account = new HtxAccount(options.Endpoint.Authority, options.Credential.Fingerprint(), options.Handler);
        Endpoint = options.Endpoint;
        MaskedAccessKey = options.Credential.MaskedAccessKey;
        _listing = new OrderListing(_caller, Account);
        _lookup = new OrderLookup(_caller, Account);
        _time = options.TimeProvider;
        _autoCancel = AutoCancelSwitches.For(Account, _time, options.Jitter);
        _seat = seat;
        var states = new Settlement<SoughtOrder, HtxOrder>(new OrderStates(_listing, _lookup).LookAsync, order => order.IsFinal, () => caller.Connection.Budgets.Read.LastAnswer, _time);
        _sender = new RunSender<StopItem, CancelVerdict, HtxCancelResult>(_caller, new StopOperation(states, Endpoint, _time), _time, options.Jitter);
        _massListing = new MassCancelListing(_listing);
        _massSender = new MassCancelSender(_caller, _massListing, _sender, _time);
    }

    /// <summary>Where the exchange is.</summary>
    public HtxEndpoint Endpoint { get; }

    /// <summary>The access key with its middle hidden.</summary>
    public string MaskedAccessKey { get; }

    /// <summary>The exchange's clock minus the local one.</summary>
    public TimeSpan ClockOffset => _caller.Connection.Clock.Offset;

    /// <summary>The time on the exchange's clock, in UTC.</summary>
    public DateTimeOffset ExchangeTime => _caller.Connection.Clock.Now.ToUniversalTime();

    /// <summary>The exchange's dead-man's switch, as the clients of this account in this process have left it.</summary>
    public HtxAutoCancel AutoCancel => _autoCancel.State;

    /// <summary>Whether the client was disposed.</summary>
    public bool IsClosed => _caller.Connection.IsClosed;

    internal HtxAccount Account { get; }

    /// <summary>Opens a client: measures the exchange's clock, then proves the key with one signed read.</summary>
    /// <param name="options">How to connect. The client owns the credential from here on.</param>
    /// <param name="cancellationToken">Gives the connecting up.</param>
    /// <exception cref="HtxException">The exchange cannot be reached or refuses the key; the credential is wiped.</exception>
    /// <exception cref="ArgumentException">An option is out of its range; the credential is wiped as well.</exception>
    public static Task<HtxFuturesClient> ConnectAsync(HtxConnectOptions options, CancellationToken cancellationToken = default) =>
        ConnectAsync(options, null, cancellationToken);

    /// <inheritdoc cref="ConnectAsync(HtxConnectOptions, CancellationToken)"/>
    /// <param name="options">How to connect.</param>
    /// <param name="listener">Is told of the requests that connecting takes, and of no later ones; null for nobody.</param>
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

            var connection = new ExchangeConnection(options);
            var caller = new Caller(connection);
            client = new HtxFuturesClient(options, caller, new AutoCancelSeat(caller, options.TimeProvider));
            var told = new Caller(connection, listener);
            await told.MeasureClockAsync(cancellationToken).ConfigureAwait(false);
            (await told.CallAsync(OrderRequests.ListOpen(null, null, limit: 1), cancellationToken).ConfigureAwait(false)).Require();
            client._autoCancel.Join(client._seat);
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
    /// The same client, whose requests are told to a listener; those of the background, which nobody waits for, are not.
    /// To dispose either closes both.
    /// </summary>
    internal HtxFuturesClient ToldTo(IRequestListener listener) => new(_options, new Caller(_caller.Connection, listener), _seat);

    /// <summary>Lists open orders, oldest first, each page when it is needed.</summary>
    /// <param name="query">Which ones; null for all.</param>
    /// <param name="cancellationToken">Gives the listing up.</param>
    /// <exception cref="HtxException">The query is refused, or a page could not be had.</exception>
    public async IAsyncEnumerable<HtxOrder> GetOpenOrdersAsync(OpenOrdersQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? contractCode = query?.ContractCode is { } code ? ContractCode.Parse(code) : null;
        await foreach (HtxOrder order in _listing.ListOpenAsync(contractCode, query?.MarginMode, cancellationToken).ConfigureAwait(false))
        {
            yield return order;
        }
    }

    /// <summary>Looks an order up, a finished one too: as cross, then as isolated.</summary>
    /// <param name="order">Which one.</param>
    /// <param name="cancellationToken">Gives the look-up up.</param>
    /// <returns>Null where the exchange does not know it.</returns>
    /// <exception cref="HtxException">The exchange could not be asked.</exception>
    public Task<HtxOrder?> FindOrderAsync(OrderReference order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _lookup.FindAsync(order, cancellationToken);
    }

    /// <summary>Cancels an order and tells what became of it; what went wrong is in the result, not thrown.</summary>
    /// <param name="order">Which one.</param>
    /// <param name="cancellationToken">Gives the waiting up; the cancel may have been sent.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task<HtxCancelResult> CancelOrderAsync(OrderReference order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _sender.SendOneAsync(new StopItem(order, _time.GetTimestamp()), cancellationToken);
    }

    /// <summary>Begins a run of cancels: many orders, sent together where they can be, one result each.</summary>
    /// <param name="options">How to go about it; null for the defaults.</param>
    /// <returns>The run, to be disposed by the caller.</returns>
    public CancelRun BeginCancelRun(CancelRunOptions? options = null) => new(_sender, options ?? new CancelRunOptions(), _time);

    /// <summary>Lists what a mass cancel is about to meet, so that it can be shown to whoever has to agree to it.</summary>
    /// <param name="scope">Which orders are meant.</param>
    /// <param name="cancellationToken">Gives the listing up.</param>
    /// <returns>The open orders; those that could be listed, and why not all, where reading failed in a way that need not stop the cancel.</returns>
    /// <exception cref="HtxException">The orders could not be listed, for a reason that the mass cancel would meet too.</exception>
    public Task<MassCancelPlan> PlanMassCancelAsync(MassCancelScope scope, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return _massListing.PlanAsync(scope, cancellationToken);
    }

    /// <summary>
    /// Cancels every open order of a plan's scope in one request. One result comes out for each order that was listed
    /// in the plan or is named by the answer; what went wrong with it is in the result.
    /// </summary>
    /// <param name="plan">The scope, and what was open in it.</param>
    /// <param name="cancellationToken">Gives the waiting up; the cancel may have been sent.</param>
    /// <returns>The results; none where nothing was open. Those that the answer settles come first.</returns>
    /// <exception cref="HtxException">It failed, and no order is known that a result could tell it of.</exception>
    public IAsyncEnumerable<HtxCancelResult> CancelAllAsync(MassCancelPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return _massSender.SendAsync(plan, cancellationToken);
    }

    /// <summary>
    /// Sets the exchange's dead-man's switch, or sets it again: unless that happens in time, the exchange cancels every
    /// open order of the account (facts 2.4).
    /// </summary>
    /// <param name="timeout">How long until then; from 5 s on. Half a minute leaves room for a slow network.</param>
    /// <param name="keepAlive">Whether to renew it from the background, every third of the time-out, until it is switched off or the client is disposed; null to leave that as it is.</param>
    /// <param name="cancellationToken">Gives it up; it may have been set.</param>
    /// <returns>The switch as the exchange confirmed it.</returns>
    /// <exception cref="HtxException">It failed; a renewing in the background goes on as before.</exception>
    public Task<HtxAutoCancel> EnableAutoCancelAsync(TimeSpan timeout, bool? keepAlive = null, CancellationToken cancellationToken = default) =>
        _autoCancel.EnableAsync(_seat, _caller, timeout, keepAlive, cancellationToken);

    /// <summary>Switches the exchange's dead-man's switch off, whoever has set it, and stops renewing it.</summary>
    /// <param name="cancellationToken">Gives it up; it may have been switched off.</param>
    /// <returns>The switch as the exchange confirmed it.</returns>
    /// <exception cref="HtxException">It failed; a renewing in the background goes on as before, since the switch may still be set.</exception>
    public Task<HtxAutoCancel> DisableAutoCancelAsync(CancellationToken cancellationToken = default) => _autoCancel.DisableAsync(_seat, _caller, cancellationToken);

    /// <summary>
    /// Goes through all that the client needs, from the name of the exchange to the permission to cancel: one public
    /// look at clock and state of service, one signed read, and the cancel of an order id that cannot exist.
    /// </summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>One row for each check, as soon as it is known.</returns>
    public IAsyncEnumerable<HtxSessionCheck> CheckAsync(CancellationToken cancellationToken = default) =>
        new SessionCheckup(_caller, _options).RunAsync(cancellationToken);

    /// <summary>The account's request budgets as they stand. Sends nothing.</summary>
    public IReadOnlyList<HtxRequestBudget> GetRequestBudgets() => [_caller.Connection.Budgets.Trade.Snapshot(), _caller.Connection.Budgets.Read.Snapshot()];

    /// <summary>What the user must be told of the background, each incident once.</summary>
    internal IReadOnlyList<string> TakeWarnings() => _autoCancel.TakeWarnings(_seat);

    /// <summary>Who could close the client is gone; another user of the account must know, where there is one, should it renew the dead-man's switch.</summary>
    /// <param name="isTold">Whether another session of the account tells of it.</param>
    /// <returns>Whether it does.</returns>
    internal bool Orphan(out bool isTold) => _autoCancel.Orphan(_seat, out isTold);

    /// <summary>What is done for the dead-man's switch in the background; completed where there is nothing.</summary>
    internal Task RenewingAutoCancel => _autoCancel.Keeping;

    /// <summary>
    /// Closes the client and wipes its secret. What is under way ends with an error that says so. The dead-man's switch
    /// stays as it is, and is no longer renewed.
    /// </summary>
    public void Dispose()
    {
        _autoCancel.Leave(_seat);
        _caller.Connection.Dispose();
    }
}
