using HtxFutures.Calls;
using HtxFutures.Runs;

namespace HtxFutures.Orders.Stopping;

/// <summary>Cancels ordinary orders by their ids (facts 2.1, 2.2).</summary>
/// <param name="states">Finds out what became of orders.</param>
/// <param name="connection">Whose orders they are, for their results and the collectors.</param>
/// <param name="results">Is told of every result; null for nobody.</param>
internal sealed class StopOperation(ToldOrLooked states, ExchangeConnection connection, IResultListener<HtxCancelResult>? results)
    : CancelOperation(OrderKind.Order, connection, results)
{
    /// <inheritdoc/>
    public override Route Route => OrderRoutes.Cancel;

    /// <inheritdoc/>
    public override ApiRequest Write(IReadOnlyList<StopItem> items) => items.Count == 1
        ? OrderRequests.Cancel(items[0].Order)
        : OrderRequests.CancelBatch([.. items.Select(item => item.Order)]);

    /// <inheritdoc/>
    protected override CancelItem? Alone(OrderReference order, CallResult call, List<CancelItem>? words) => CancelJudge.Alone(order, call, words);

    /// <inheritdoc/>
    protected override async Task<Sight<IShownOrder>> AskAsync(SoughtOrder sought, Patience patience, CancellationToken cancellationToken) =>
        (await states.AskAsync(sought, patience, cancellationToken).ConfigureAwait(false)).As<IShownOrder>();

    /// <inheritdoc/>
    protected override CancelVerdict Found(StopItem item, IShownOrder order) => OrderEndings.Found(item, (HtxOrder)order);

    /// <inheritdoc/>
    protected override CancelVerdict Followed(StopItem item, IShownOrder order) => OrderEndings.Followed((HtxOrder)order);
}
