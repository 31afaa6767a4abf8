using System.Runtime.CompilerServices;
using HtxFutures.Calls;
using HtxFutures.Listings;
using HtxFutures.Orders;
using HtxFutures.Positions;
using HtxFutures.Positions.Closing;
using HtxFutures.Runs;

namespace HtxFutures;

/// <summary>The desk for the positions of an account. Safe to use from many threads.</summary>
public sealed class PositionDesk
{
    private readonly Caller _caller;
    private readonly IOrderNews _news;
    private readonly PositionListing _listing;
    private readonly ClientOrderIds _ids;
    private readonly RunSender<CloseItem, CloseVerdict, HtxCloseResult> _sender;
    private readonly TimeProvider _time;

    internal PositionDesk(Caller caller, IOrderNews news, ClientOrderIds? ids = null, IResultListener<HtxCloseResult>? results = null)
    {
        ExchangeConnection connection = caller.Connection;
        _caller = caller;
        _news = news;
        _time = connection.Time;
        _listing = new PositionListing(caller);
        _ids = ids ?? new ClientOrderIds(connection.Clock, connection.Jitter);
        var orders = new OrderStates(new OrderListing(caller), new OrderLookup(caller, connection.Account));
        var states = new CloseStates(new CloseLooks(orders, _listing, news).Settle(connection), news, _time);
        var first = new SharedLook<IReadOnlyList<HtxPosition>>(() => _listing.ReadAsync(null, CancellationToken.None), _time);
        _sender = new RunSender<CloseItem, CloseVerdict, HtxCloseResult>(caller, new CloseOperation(states, first, connection, results), _time, connection.Jitter);
    }

    /// <summary>Lists positions. One request shows all of an account; where it shows none, the account was flat at that moment.</summary>
    /// <param name="query">Which ones; null for all.</param>
    /// <param name="cancellationToken">Gives the listing up.</param>
    /// <exception cref="HtxException">The query is refused, the exchange could not be asked, or its answer is no list.</exception>
    public async IAsyncEnumerable<HtxPosition> ListAsync(OpenPositionsQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        query ??= new OpenPositionsQuery();
        query = query with { ContractCode = query.ContractCode is { } code ? ContractCode.Parse(code) : null };
        await foreach (HtxPosition position in _listing.ListAsync(query.ContractCode, cancellationToken).ConfigureAwait(false))
        {
            if (query.Includes(position))
            {
                yield return position;
            }
        }
    }

    /// <summary>
    /// Lists positions by several queries. They are read one after the other and begun side by side; one that fails ends
    /// by itself, and no other with it.
    /// </summary>
    /// <param name="queries">Which ones.</param>
    /// <param name="cancellationToken">Gives all of them up.</param>
    /// <returns>One listing for each query, in their order; each is read once. Those that nobody comes to read are given up when the enumeration ends.</returns>
    public IEnumerable<IAsyncEnumerable<HtxPosition>> ListSideBySide(IEnumerable<OpenPositionsQuery> queries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        return SideBySide.Begin(queries.Select(query => ListAsync(query, cancellationToken)), cancellationToken);
    }

    /// <summary>Looks at one position.</summary>
    /// <param name="position">Which one.</param>
    /// <param name="cancellationToken">Gives the look up.</param>
    /// <returns>Null where the exchange shows none.</returns>
    /// <exception cref="HtxException">The exchange could not be asked, or does not say.</exception>
    public async Task<HtxPosition?> FindAsync(PositionReference position, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(position);
        return position.Among(await _listing.ReadAsync(position.ContractCode, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Closes a position at market, the whole of it, and tells what became of it; what went wrong is in the result, not thrown.</summary>
    /// <param name="position">Which one.</param>
    /// <param name="cancellationToken">Gives the waiting up; the close may have been sent.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task<HtxCloseResult> CloseAsync(PositionReference position, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(position);
        return _sender.SendOneAsync(new CloseItem(position, _ids.Next(), _time.GetTimestamp()), cancellationToken);
    }

    /// <summary>Begins a run of closes: many positions, one result each.</summary>
    /// <param name="waitTimeout">How long to go on, after the exchange took a close, until it shows the position as gone; null for not at all.</param>
    /// <returns>The run, to be disposed by the caller.</returns>
    public CloseRun BeginCloseRun(TimeSpan? waitTimeout = null) => new(_sender, _ids, waitTimeout, _time);

    /// <summary>The same desk, whose requests somebody hears of.</summary>
    /// <param name="requests">Hears of the requests.</param>
    /// <param name="results">Hears of the results; null for nobody.</param>
    internal PositionDesk HeardBy(IRequestListener requests, IResultListener<HtxCloseResult>? results = null) => new(_caller.HeardBy(requests), _news, _ids, results);
}
