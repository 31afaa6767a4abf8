using System.Runtime.CompilerServices;
using HtxFutures.Orders.Stopping;
using HtxFutures.Runs;

namespace HtxFutures;

/// <summary>
/// A stream of orders on their way to being cancelled: orders go in one by one, are sent in the background, up to ten
/// of a contract in a request, and come out as exactly one result each, as soon as it is known.
/// </summary>
/// <remarks>
/// One puts in and one takes out. Dispose it in any case: what went in and was not taken out is sent all the same,
/// unless <see cref="Abandon"/> was called. Once a result shows a failure that would meet every order (see
/// <see cref="HtxException.EndsRun"/>), nothing more is sent, and what was not sent comes out as rejected.
/// </remarks>
public sealed class CancelRun : IAsyncDisposable
{
    private readonly Run<StopItem, CancelVerdict, HtxCancelResult> _run;
    private readonly TimeProvider _time;

    internal CancelRun(RunSender<StopItem, CancelVerdict, HtxCancelResult> sender, CancelRunOptions options, TimeProvider time)
    {
        _run = new Run<StopItem, CancelVerdict, HtxCancelResult>(
            sender, new RunOptions(options.Linger, options.WaitTimeout is { } timeout ? Patience.UntilFinal(timeout) : null), time);
        _time = time;
    }

    /// <summary>Orders that went in.</summary>
    public int Posted => _run.Posted;

    /// <summary>Orders, each counted once, whose cancel has not left yet.</summary>
    public int Unsent => _run.Unsent;

    /// <summary>Orders whose cancel was answered.</summary>
    public int Answered => _run.Answered;

    /// <summary>Orders whose result is known.</summary>
    public int Settled => _run.Settled;

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
        return _run.ThroughAsync(ItemsAsync(orders, cancellationToken), cancellationToken);
    }

    /// <summary>Puts an order in.</summary>
    /// <param name="order">Which one. Given again while it is under way, it is sent once and answered twice.</param>
    /// <param name="shown">The order as somebody has seen it, for its result; null where nobody has.</param>
    /// <returns>False where the answers to too many are missing: wait with <see cref="WaitToPostAsync"/>, then put it in again.</returns>
    /// <exception cref="InvalidOperationException">The run was completed.</exception>
    public bool TryPost(OrderReference order, HtxOrder? shown = null)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _run.TryPost(Item(order, shown));
    }

    /// <summary>Waits until an answer has made room for another order; what is only being watched or looked up takes none.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up, or the run was abandoned.</exception>
    public Task WaitToPostAsync(CancellationToken cancellationToken = default) => _run.WaitToPostAsync(cancellationToken);

    /// <summary>Takes a result out, if one is there.</summary>
    public bool TryRead(out HtxCancelResult result) => _run.TryRead(out result);

    /// <summary>Waits for a result.</summary>
    /// <returns>False when there will be none any more: the run is completed and all came out, or it was abandoned.</returns>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => _run.WaitToReadAsync(cancellationToken);

    /// <summary>No more orders go in. What waits for company is sent at once.</summary>
    public void Complete() => _run.Complete();

    /// <summary>Sends nothing any more, and stops waiting for answers; results that are not known yet do not come out.</summary>
    public void Abandon() => _run.Abandon();

    /// <summary>Ends the run: waits until what was put in has been sent and answered, not until it is final; after <see cref="Abandon"/>, for nothing.</summary>
    public ValueTask DisposeAsync() => _run.DisposeAsync();

    private StopItem Item(OrderReference order, HtxOrder? shown) => new(order, _time.GetTimestamp(), shown);

    private async IAsyncEnumerable<StopItem> ItemsAsync(IAsyncEnumerable<HtxOrder> orders, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (HtxOrder order in orders.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return Item(OrderReference.Create(order.ContractCode, order.OrderId, order.ClientOrderId), order);
        }
    }
}
