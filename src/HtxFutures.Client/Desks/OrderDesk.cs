using System.Runtime.CompilerServices;
using HtxFutures.Calls;
using HtxFutures.Listings;
using HtxFutures.Orders;
using HtxFutures.Orders.Clearing;
using HtxFutures.Orders.Stopping;
using HtxFutures.Runs;

namespace HtxFutures;

/// <summary>
/// The desk for the orders of an account: lists them, looks them up, cancels them. Safe to use from many threads. The way
/// of an order through it: <see cref="OrderReference"/> (checked) → <see cref="OrderRequests"/> (written) →
/// <see cref="Caller"/> (budget, signature, sending, repeats) → <see cref="ReplyClassifier"/> (what the answer means) →
/// <see cref="StopOperation"/> (outcome, looked up where in doubt). <see cref="CancelRun"/> takes orders by the stream,
/// <see cref="MassCancelSender"/> takes all that are open; <see cref="RunSender{TItem, TVerdict, TResult}"/> sends for both.
/// </summary>
public sealed class OrderDesk
{
    private readonly Caller _caller;
    private readonly IOrderNews _news;
    private readonly OrderListing _listing;
    private readonly OrderLookup _lookup;
    private readonly RunSender<StopItem, CancelVerdict, HtxCancelResult> _sender;
    private readonly MassCancelListing _massListing;
    private readonly MassCancelSender _massSender;
    private readonly TimeProvider _time;

    internal OrderDesk(Caller caller, IOrderNews news, IResultListener<HtxCancelResult>? results = null)
    {
        ExchangeConnection connection = caller.Connection;
        _caller = caller;
        _news = news;
        _time = connection.Time;
        _listing = new OrderListing(caller);
        _lookup = new OrderLookup(caller, connection.Account);
        Settlement<SoughtOrder, HtxOrder> states = new OrderStates(_listing, _lookup).Settle(connection);
        _sender = new RunSender<StopItem, CancelVerdict, HtxCancelResult>(caller, new StopOperation(new ToldOrLooked(states, news), connection, results), _time, connection.Jitter);
        _massListing = new MassCancelListing(_listing);
        _massSender = new MassCancelSender(caller, _massListing, _sender, _time);
    }

    /// <summary>Lists open orders, oldest first, each page when it is needed.</summary>
    /// <param name="query">Which ones; null for all.</param>
    /// <param name="cancellationToken">Gives the listing up.</param>
    /// <exception cref="HtxException">The query is refused, or a page could not be had.</exception>
    public async IAsyncEnumerable<HtxOrder> ListOpenAsync(OpenOrdersQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? contractCode = query?.ContractCode is { } code ? ContractCode.Parse(code) : null;
        await foreach (HtxOrder order in _listing.ListOpenAsync(contractCode, query?.MarginMode, query?.ReadsAhead ?? true, cancellationToken).ConfigureAwait(false))
        {
            yield return order;
        }
    }

    /// <summary>
    /// Lists open orders by several queries. They are read one after the other and begun side by side, a few ahead of the
    /// one that is being read; one that fails ends by itself, and no other with it.
    /// </summary>
    /// <param name="queries">Which ones.</param>
    /// <param name="cancellationToken">Gives all of them up.</param>
    /// <returns>One listing for each query, in their order; each is read once. Those that nobody comes to read are given up when the enumeration ends.</returns>
    public IEnumerable<IAsyncEnumerable<HtxOrder>> ListOpenSideBySide(IEnumerable<OpenOrdersQuery> queries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        return SideBySide.Begin(queries.Select(query => ListOpenAsync(query, cancellationToken)), cancellationToken);
    }

    /// <summary>Looks an order up, a finished one too: as cross, then as isolated.</summary>
    /// <param name="order">Which one.</param>
    /// <param name="cancellationToken">Gives the look-up up.</param>
    /// <returns>Null where the exchange does not know it.</returns>
    /// <exception cref="HtxException">The exchange could not be asked.</exception>
    public Task<HtxOrder?> FindAsync(OrderReference order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _lookup.FindAsync(order, cancellationToken);
    }

    /// <summary>Cancels an order and tells what became of it; what went wrong is in the result, not thrown.</summary>
    /// <param name="order">Which one.</param>
    /// <param name="cancellationToken">Gives the waiting up; the cancel may have been sent.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task<HtxCancelResult> CancelAsync(OrderReference order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _sender.SendOneAsync(new StopItem(order, _time.GetTimestamp()), cancellationToken);
    }

    /// <summary>Begins a run of cancels: many orders, sent together where they can be, one result each.</summary>
    /// <param name="options">How to go about it; null for the defaults.</param>
    /// <returns>The run, to be disposed by the caller.</returns>
    public CancelRun BeginCancelRun(CancelRunOptions? options = null) => new(OrderKind.Order, _sender, options ?? new CancelRunOptions(), _time);

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
    public IAsyncEnumerable<HtxCancelResult> MassCancelAsync(MassCancelPlan plan, CancellationToken cancellationToken = default) =>
        MassCancelAsync(plan, null, cancellationToken);

    /// <summary>The same, going on until the exchange shows the orders as final.</summary>
    /// <param name="plan">The scope, and what was open in it.</param>
    /// <param name="waitTimeout">How long to go on, for each order; null for not at all.</param>
    /// <param name="cancellationToken">Gives the waiting up; the cancel may have been sent.</param>
    /// <inheritdoc cref="MassCancelAsync(MassCancelPlan, CancellationToken)"/>
    public IAsyncEnumerable<HtxCancelResult> MassCancelAsync(MassCancelPlan plan, TimeSpan? waitTimeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return _massSender.SendAsync(plan, waitTimeout is { } timeout ? Patience.UntilFinal(timeout) : null, cancellationToken);
    }

    /// <summary>Cancels every open order of a scope in one request at once, while they are still being listed.</summary>
    /// <param name="scope">Which orders are meant.</param>
    /// <param name="listed">Those that are listed meanwhile; a listing that failed is told there, not thrown.</param>
    /// <param name="waitTimeout">How long to go on, for each order; null for not at all.</param>
    /// <param name="cancellationToken">Gives the waiting up; the cancel may have been sent.</param>
    /// <inheritdoc cref="MassCancelAsync(MassCancelPlan, CancellationToken)"/>
    internal IAsyncEnumerable<HtxCancelResult> MassCancelAsync(
        MassCancelScope scope, Task<MassCancelPlan> listed, TimeSpan? waitTimeout, CancellationToken cancellationToken) =>
        _massSender.SendAsync(scope, listed, waitTimeout is { } timeout ? Patience.UntilFinal(timeout) : null, cancellationToken);

    /// <summary>The same desk, whose requests somebody hears of; those of the background, which nobody waits for, are heard by nobody.</summary>
    /// <param name="requests">Hears of the requests.</param>
    /// <param name="results">Hears of the results; null for nobody.</param>
    internal OrderDesk HeardBy(IRequestListener requests, IResultListener<HtxCancelResult>? results = null) => new(_caller.HeardBy(requests), _news, results);
}
