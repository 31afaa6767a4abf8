using System.Runtime.CompilerServices;
using HtxFutures.Calls;
using HtxFutures.Live;

namespace HtxFutures;

/// <summary>The desk for what changes by itself: it is told by the exchange, instead of asking again and again. Safe to use from many threads.</summary>
public sealed class LiveDesk
{
    private readonly OrderStream _orders;
    private readonly TimeProvider _time;

    internal LiveDesk(Caller caller, HtxConnectOptions options)
    {
        Ends = new ToldEnds(caller.Connection.Time);
        _orders = new OrderStream(caller, options, Ends);
        _time = caller.Connection.Time;
    }

    /// <summary>The ends of orders that are told while anybody watches.</summary>
    internal ToldEnds Ends { get; }

    /// <summary>
    /// Watches the account's orders, whoever changes them: each comes when it changes, and what changed while there was no
    /// connection comes once there is one again. What is older than what was brought is not brought, and nothing is brought
    /// twice. All who watch through one client share a socket.
    /// </summary>
    /// <param name="options">What to watch; null for all orders.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>Changes, and notices about the watch itself, as they come; without end, unless by the duration, the token or a failure.</returns>
    /// <exception cref="HtxException">The exchange refuses the key, or no connection could be made at all.</exception>
    /// <exception cref="OperationCanceledException">It was ended by the token.</exception>
    public async IAsyncEnumerable<HtxLiveItem> WatchOrdersAsync(OrderWatchOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        HashSet<string>? contracts = options?.ContractCodes is { Count: > 0 } codes ? codes.Select(ContractCode.Parse).ToHashSet(StringComparer.OrdinalIgnoreCase) : null;
        var watch = new OrderWatch(_time, options?.IncludesOpen ?? false);
        _orders.Join(watch);
        using ITimer? end = options?.Duration is { } duration ? _time.CreateTimer(static watch => ((OrderWatch)watch!).End(), watch, duration, Timeout.InfiniteTimeSpan) : null;
        try
        {
            while (await watch.Items.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                while (watch.Items.TryRead(out HtxLiveItem? item))
                {
                    if (item.Order is not { } order || contracts is null || contracts.Contains(order.ContractCode))
                    {
                        yield return item;
                    }
                }
            }
        }
        finally
        {
            _orders.Leave(watch);
        }
    }
}
