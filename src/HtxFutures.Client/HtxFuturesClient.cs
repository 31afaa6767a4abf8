using System.Runtime.CompilerServices;
using HtxFutures.Cancelling;
using HtxFutures.Http;
using HtxFutures.Orders;

namespace HtxFutures;

/// <summary>
/// The door to the exchange: one key on one host. Safe to use from many threads. The way of an order through it:
/// <see cref="OrderReference"/> (checked) → <see cref="OrderRequests"/> (written) → <see cref="ExchangeConnection"/>
/// (budget, signature, sending, repeats) → <see cref="ReplyClassifier"/> (what the answer means) →
/// <see cref="CancelSender"/> (outcome, looked up where in doubt). <see cref="CancelRun"/> takes orders by the stream.
/// </summary>
public sealed class HtxFuturesClient : IDisposable
{
    private readonly ExchangeConnection _connection;
    private readonly OrderListing _listing;
    private readonly OrderLookup _lookup;
    private readonly CancelSender _sender;
    private readonly TimeProvider _time;

    private HtxFuturesClient(HtxConnectOptions options)
    {
        _connection = new ExchangeConnection(options);
        Account = new HtxAccount(options.Endpoint.Authority, options.Credential.Fingerprint(), options.Handler);
        Endpoint = options.Endpoint;
        MaskedAccessKey = options.Credential.MaskedAccessKey;
        _listing = new OrderListing(_connection, Account);
        _lookup = new OrderLookup(_connection, Account);
        _sender = new CancelSender(_connection, new CancelSettlement(_lookup), options.TimeProvider, options.Jitter);
        _time = options.TimeProvider;
    }

    /// <summary>Where the exchange is.</summary>
    public HtxEndpoint Endpoint { get; }

    /// <summary>The access key with its middle hidden.</summary>
    public string MaskedAccessKey { get; }

    /// <summary>The exchange's clock minus the local one.</summary>
    public TimeSpan ClockOffset => _connection.Clock.Offset;

    /// <summary>The time on the exchange's clock, in UTC.</summary>
    public DateTimeOffset ExchangeTime => _connection.Clock.Now.ToUniversalTime();

    /// <summary>Whether the client was disposed.</summary>
    public bool IsClosed { get; private set; }

    internal HtxAccount Account { get; }

    /// <summary>Opens a client: measures the exchange's clock, then proves the key with one signed read.</summary>
    /// <param name="options">How to connect. The client owns the credential from here on.</param>
    /// <param name="cancellationToken">Gives the connecting up.</param>
    /// <exception cref="HtxException">The exchange cannot be reached or refuses the key; the credential is wiped.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static async Task<HtxFuturesClient> ConnectAsync(HtxConnectOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.RequestTimeout <= TimeSpan.Zero)
        {
            throw new ArgumentException($"The request time-out {options.RequestTimeout} is refused: it must be more than zero.", nameof(options));
        }

        var client = new HtxFuturesClient(options);
        try
        {
            await client._connection.MeasureClockAsync(cancellationToken).ConfigureAwait(false);
            (await client._connection.CallAsync(OrderRequests.ListOpen(null, null, null, limit: 1), cancellationToken).ConfigureAwait(false)).Require();
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

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
    public async Task<HtxCancelResult> CancelOrderAsync(OrderReference order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        HtxCancelResult? result = null;
        await _sender.SendAsync(() => [new CancelTask(order, _time.GetTimestamp())], (_, known) => result = known, cancellationToken).ConfigureAwait(false);
        return result!;
    }

    /// <summary>Begins a run of cancels: many orders, sent together where they can be, one result each.</summary>
    /// <param name="options">How to go about it; null for the defaults.</param>
    /// <returns>The run, to be disposed by the caller.</returns>
    public CancelRun BeginCancelRun(CancelRunOptions? options = null) =>
        new(_sender, new FinalOrderSearch(_listing, _lookup), options ?? new CancelRunOptions(), _time);

    /// <summary>The account's request budgets as they stand. Sends nothing.</summary>
    public IReadOnlyList<HtxRequestBudget> GetRequestBudgets() => [.. _connection.Budgets.Select(budget => budget.Snapshot())];

    /// <summary>Closes the client and wipes its secret. What is under way ends with an error that says so.</summary>
    public void Dispose()
    {
        IsClosed = true;
        _connection.Dispose();
    }
}
