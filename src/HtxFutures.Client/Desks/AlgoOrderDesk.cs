using System.Runtime.CompilerServices;
using HtxFutures.AlgoOrders;
using HtxFutures.Calls;
using HtxFutures.Listings;
using HtxFutures.Orders;
using HtxFutures.Orders.Stopping;
using HtxFutures.Runs;

namespace HtxFutures;

/// <summary>
/// The desk for the algo orders of an account, which rest outside the book and survive every cancel of ordinary orders:
/// lists them, looks them up, cancels them. Safe to use from many threads.
/// </summary>
public sealed class AlgoOrderDesk
{
    private readonly Caller _caller;
    private readonly AlgoOrderListing _listing;
    private readonly AlgoOrderLookup _lookup;
    private readonly RunSender<StopItem, CancelVerdict, HtxCancelResult> _sender;
    private readonly TimeProvider _time;

    internal AlgoOrderDesk(Caller caller, IResultListener<HtxCancelResult>? results = null)
    {
        ExchangeConnection connection = caller.Connection;
        _caller = caller;
        _time = connection.Time;
        _listing = new AlgoOrderListing(caller);
        _lookup = new AlgoOrderLookup(caller);
        var orders = new OrderListing(caller);
        var children = new ChildOrders(new OrderStates(orders, new OrderLookup(caller, connection.Account)).Settle(connection), orders, _time);
        Settlement<SoughtOrder, HtxAlgoOrder> states = new AlgoOrderStates(_listing, _lookup).Settle(connection);
        _sender = new RunSender<StopItem, CancelVerdict, HtxCancelResult>(caller, new StopAlgoOperation(states, children, connection, results), _time, connection.Jitter);
    }

    /// <summary>
    /// Lists active algo orders. The exchange lists each type by itself, so these are five listings, begun side by side.
    /// What can be shown is shown; where a type could not be listed to its end, the list ends with an error.
    /// </summary>
    /// <param name="query">Which ones; null for all.</param>
    /// <param name="cancellationToken">Gives the listing up.</param>
    /// <exception cref="HtxException">The query is refused, or what came is not all.</exception>
    public async IAsyncEnumerable<HtxAlgoOrder> ListActiveAsync(ActiveAlgoOrdersQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? contractCode = query?.ContractCode is { } code ? ContractCode.Parse(code) : null;
        IReadOnlyList<AlgoOrderType> types = query?.Type is { } only ? [only] : AlgoOrderListing.Types;
        await foreach (HtxAlgoOrder algo in _listing.ListActiveAsync(types, contractCode, query?.MarginMode, cancellationToken).ConfigureAwait(false))
        {
            yield return algo;
        }
    }

    /// <summary>Lists the active algo orders of the scope of a mass cancel, which leaves them.</summary>
    /// <param name="scope">Which ones.</param>
    /// <param name="cancellationToken">Gives the listing up.</param>
    /// <exception cref="HtxException">What came is not all.</exception>
    public async IAsyncEnumerable<HtxAlgoOrder> ListActiveAsync(MassCancelScope scope, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await foreach (HtxAlgoOrder algo in _listing.ListActiveAsync(AlgoOrderListing.Types, scope.ContractCode, null, cancellationToken).ConfigureAwait(false))
        {
            if (scope.Includes(algo))
            {
                yield return algo;
            }
        }
    }

    /// <summary>
    /// Lists active algo orders by several queries. They are read one after the other and begun side by side; one that
    /// fails ends by itself, and no other with it.
    /// </summary>
    /// <param name="queries">Which ones.</param>
    /// <param name="cancellationToken">Gives all of them up.</param>
    /// <returns>One listing for each query, in their order; each is read once. Those that nobody comes to read are given up when the enumeration ends.</returns>
    public IEnumerable<IAsyncEnumerable<HtxAlgoOrder>> ListActiveSideBySide(IEnumerable<ActiveAlgoOrdersQuery> queries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        return SideBySide.Begin(queries.Select(query => ListActiveAsync(query, cancellationToken)), cancellationToken);
    }

    /// <summary>Looks an algo order up, a finished one too: as every type.</summary>
    /// <param name="algo">Which one.</param>
    /// <param name="cancellationToken">Gives the look-up up.</param>
    /// <returns>Null where the exchange does not know it.</returns>
    /// <exception cref="HtxException">The exchange could not be asked.</exception>
    public Task<HtxAlgoOrder?> FindAsync(OrderReference algo, CancellationToken cancellationToken = default) =>
        _lookup.FindAsync(Checked(algo), AlgoOrderListing.Types, cancellationToken);

    /// <summary>Cancels an algo order and tells what became of it; what went wrong is in the result, not thrown.</summary>
    /// <param name="algo">Which one.</param>
    /// <param name="cancellationToken">Gives the waiting up; the cancel may have been sent.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task<HtxCancelResult> CancelAsync(OrderReference algo, CancellationToken cancellationToken = default) =>
        _sender.SendOneAsync(new StopItem(Checked(algo), _time.GetTimestamp()), cancellationToken);

    /// <summary>Cancels algo orders as they come, and gives one result for each as soon as it is known.</summary>
    /// <param name="algos">The algo orders; where listing them fails, the results of those that came before come first.</param>
    /// <param name="options">How to go about it; null for the defaults.</param>
    /// <param name="cancellationToken">Gives it up; cancels may have been sent.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public IAsyncEnumerable<HtxCancelResult> CancelAsync(IAsyncEnumerable<HtxAlgoOrder> algos, CancelRunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(algos);
        return BeginCancelRun(options).ThroughAsync(algos, cancellationToken);
    }

    /// <summary>Begins a run of cancels: many algo orders, sent together where they can be, one result each.</summary>
    /// <param name="options">How to go about it; null for the defaults.</param>
    /// <returns>The run, to be disposed by the caller.</returns>
    public CancelRun BeginCancelRun(CancelRunOptions? options = null) => new(OrderKind.AlgoOrder, _sender, options ?? new CancelRunOptions(), _time);

    /// <summary>The same desk, whose requests somebody hears of.</summary>
    /// <param name="requests">Hears of the requests.</param>
    /// <param name="results">Hears of the results; null for nobody.</param>
    internal AlgoOrderDesk HeardBy(IRequestListener requests, IResultListener<HtxCancelResult>? results = null) => new(_caller.HeardBy(requests), results);

    private static OrderReference Checked(OrderReference algo)
    {
        ArgumentNullException.ThrowIfNull(algo);
        return algo.Kind == OrderKind.AlgoOrder ? algo : throw new ArgumentException($"The {algo} is no algo order.", nameof(algo));
    }
}
