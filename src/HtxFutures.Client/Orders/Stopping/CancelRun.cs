using System.Runtime.CompilerServices;
using HtxFutures.Orders;
using HtxFutures.Orders.Stopping;
using HtxFutures.Runs;

namespace HtxFutures;

/// <summary>A stream of orders of one kind on their way to being cancelled, up to ten of a contract in a request.</summary>
/// <remarks><inheritdoc/></remarks>
public sealed class CancelRun : HtxRun<HtxCancelResult>
{
    private readonly Run<StopItem, CancelVerdict, HtxCancelResult> _run;
    private readonly OrderKind _kind;
    private readonly TimeProvider _time;

    internal CancelRun(OrderKind kind, RunSender<StopItem, CancelVerdict, HtxCancelResult> sender, CancelRunOptions options, TimeProvider time)
        : this(kind, new(sender, new RunOptions(options.Linger, options.WaitTimeout is { } timeout ? Patience.UntilFinal(timeout) : null), time), time)
    {
    }

    private CancelRun(OrderKind kind, Run<StopItem, CancelVerdict, HtxCancelResult> run, TimeProvider time)
        : base(run)
    {
        _run = run;
        _kind = kind;
        _time = time;
    }

    /// <summary>
    /// Stops orders as they come, and gives one result for each as soon as it is known. The run is this one's from
    /// beginning to end: nothing else goes in or comes out, and who stops reading abandons it.
    /// </summary>
    /// <param name="orders">The orders; where listing them fails, the results of those that came before come first.</param>
    /// <param name="cancellationToken">Gives it up; cancels may have been sent.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public IAsyncEnumerable<HtxCancelResult> RunAsync(IAsyncEnumerable<HtxOrder> orders, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(orders);
        return ThroughAsync(orders, cancellationToken);
    }

    /// <summary>Puts an order in.</summary>
    /// <param name="order">Which one. Given again while it is under way, it is sent once and answered twice.</param>
    /// <param name="shown">The order as somebody has seen it, for its result; null where nobody has.</param>
    /// <returns>False where the answers to too many are missing: wait with <see cref="HtxRun{TResult}.WaitToPostAsync"/>, then put it in again.</returns>
    /// <exception cref="InvalidOperationException">The run was completed.</exception>
    /// <exception cref="ArgumentException">The order is of another kind than the run.</exception>
    public bool TryPost(OrderReference order, HtxOrder? shown = null) => TryPost(order, (IShownOrder?)shown);

    /// <inheritdoc cref="RunAsync"/>
    internal IAsyncEnumerable<HtxCancelResult> ThroughAsync(IAsyncEnumerable<IShownOrder> orders, CancellationToken cancellationToken) =>
        _run.ThroughAsync(ItemsAsync(orders, cancellationToken), cancellationToken);

    /// <inheritdoc cref="TryPost(OrderReference, HtxOrder)"/>
    internal bool TryPost(OrderReference order, IShownOrder? shown)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Kind == _kind
            ? _run.TryPost(Item(order, shown))
            : throw new ArgumentException($"The {order} is of another kind than what this run stops.", nameof(order));
    }

    /// <summary>What comes out for an order that is not put in, since what names it is refused.</summary>
    /// <param name="contractCode">The contract; null where it is not named.</param>
    /// <param name="orderId">The exchange's id, likewise.</param>
    /// <param name="clientOrderId">The client's id, likewise.</param>
    /// <param name="shown">The order as somebody has seen it; null where nobody has.</param>
    /// <param name="failure">Why it is refused.</param>
    /// <param name="whose">Whose it is said to be; null for the run's account.</param>
    internal HtxCancelResult Refused(string? contractCode, string? orderId, string? clientOrderId, IShownOrder? shown, HtxException failure, HtxAccount? whose) =>
        _run.Refused(new StopItem(OrderReference.AsNamed(contractCode ?? "", orderId, clientOrderId, _kind), _time.GetTimestamp(), shown) { Elsewhere = whose }, CancelVerdict.Refused(failure));

    private StopItem Item(OrderReference order, IShownOrder? shown) => new(order, _time.GetTimestamp(), shown);

    private async IAsyncEnumerable<StopItem> ItemsAsync(IAsyncEnumerable<IShownOrder> orders, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (IShownOrder order in orders.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return Item(OrderReference.Create(order.ContractCode, order.OrderId, order.ClientOrderId, _kind), order);
        }
    }
}
