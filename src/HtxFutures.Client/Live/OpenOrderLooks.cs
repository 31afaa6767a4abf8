using HtxFutures.Calls;
using HtxFutures.Orders;
using HtxFutures.Runs;

namespace HtxFutures.Live;

/// <summary>
/// What a stream asks the exchange by requests: the open orders, and single ones that are not among them any more. Those are
/// found in the listing of finished ones where there are many, and asked for by their ids where that does not show them: it goes
/// by the creation of an order, so that it is not there says nothing.
/// </summary>
/// <param name="caller">Asks.</param>
/// <param name="signal">Takes what was found out.</param>
internal sealed class OpenOrderLooks(Caller caller, Action<StreamSignal> signal)
{
    // Each costs two requests a listing.
    private const int MostContracts = 20;

    // What has ended may be listed some seconds late (desk facts 4), and be stamped by a clock that is not quite ours.
    private static readonly TimeSpan s_slowest = TimeSpan.FromSeconds(10);

    private readonly OrderListing _listing = new(caller);
    private readonly Settlement<SoughtOrder, HtxOrder> _states = new OrderStates(new OrderListing(caller), new OrderLookup(caller, caller.Connection.Account)).Settle(caller.Connection);
    private int _listings;

    /// <summary>Lists the open orders, then those that have ended lately: what ends in between is among these.</summary>
    /// <param name="aim">What it is to show.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="HtxException">The open ones could not be listed whole.</exception>
    public async Task<OpenListing> ListAsync(ListingAim aim, CancellationToken cancellationToken)
    {
        DateTimeOffset at = _listing.ExchangeTime;
        var orders = new List<HtxOrder>();
        await foreach (HtxOrder order in _listing.ListOpenAsync(null, null, cancellationToken).ConfigureAwait(false))
        {
            orders.Add(order);
        }

        if (aim.Since is not { } since)
        {
            return new OpenListing(aim.Before, orders, at);
        }

        var span = new ListedSpan(since - s_slowest, _listing.ExchangeTime + s_slowest);
        HtxException?[] failures = await Task.WhenAll(
            from contract in aim.Contracts.Take(MostContracts)
            from marginMode in OrderLookup.MarginModes
            select AddFinishedAsync(contract, marginMode, span, orders, cancellationToken)).ConfigureAwait(false);
        return new OpenListing(aim.Before, orders, at, Array.Find(failures, failure => failure is not null));
    }

    /// <summary>Lists them while other things go on; one at a time.</summary>
    /// <param name="aim">What the listing is to show.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public void ListLater(ListingAim aim, CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _listings, 1, 0) == 0)
        {
            _ = ListLaterAsync(aim, cancellationToken);
        }
    }

    /// <summary>Asks for orders that are not listed as open any more, and tells when that is done.</summary>
    public void AskFor(IReadOnlyList<HtxOrder> orders, CancellationToken cancellationToken) => _ = AskForAsync(orders, cancellationToken);

    private async Task<HtxException?> AddFinishedAsync(string contract, MarginMode marginMode, ListedSpan span, List<HtxOrder> orders, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (HtxOrder order in _listing.ListFinishedAsync(contract, marginMode, span, cancellationToken).ConfigureAwait(false))
            {
                lock (orders)
                {
                    orders.Add(order);
                }
            }

            return null;
        }
        catch (HtxException failure)
        {
            return failure;
        }
    }

    private async Task ListLaterAsync(ListingAim aim, CancellationToken cancellationToken)
    {
        try
        {
            signal(new StreamSignal(StreamSignalKind.Listed) { Listing = await ListAsync(aim, cancellationToken).ConfigureAwait(false) });
        }
        catch (HtxException failure)
        {
            signal(new StreamSignal(StreamSignalKind.Listed) { Text = failure.Message });
        }
        catch (OperationCanceledException)
        {
            // Nobody watches any more.
        }
        finally
        {
            Volatile.Write(ref _listings, 0);
        }
    }

    private async Task AskForAsync(IReadOnlyList<HtxOrder> orders, CancellationToken cancellationToken)
    {
        await Task.WhenAll(orders.Select(order => AskForAsync(order, cancellationToken))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        signal(new StreamSignal(StreamSignalKind.CaughtUp));
    }

    private async Task AskForAsync(HtxOrder order, CancellationToken cancellationToken)
    {
        var sought = new SoughtOrder(OrderReference.AsNamed(order.ContractCode, order.OrderId, order.ClientOrderId), order, hasExisted: true)
        {
            MarginMode = order.MarginMode == MarginMode.Unknown ? null : order.MarginMode,
        };
        Sight<HtxOrder> sight = await _states.AskAsync(sought, Patience.Thrice, cancellationToken).ConfigureAwait(false);
        signal(sight.State is { } found
            ? new StreamSignal(StreamSignalKind.Found) { Order = found }
            : new StreamSignal(StreamSignalKind.Vanished) { Order = order, Text = sight.Failure?.Message ?? "The exchange does not know it any more." });
    }
}
