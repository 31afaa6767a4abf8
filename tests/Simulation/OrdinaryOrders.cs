using System.Runtime.CompilerServices;
using HtxFutures.Sandbox;

namespace HtxFutures.Simulation;

/// <summary>Orders in the book.</summary>
internal sealed class OrdinaryOrders(SandboxAccount account, VirtualTime time) : OrderSource(OrderKind.Order, time)
{
    public override CancelRun BeginRun(HtxFuturesClient client, CancelRunOptions options) => client.Orders.BeginCancelRun(options);

    public override Task<HtxCancelResult> StopAsync(HtxFuturesClient client, OrderReference order, CancellationToken stop) => client.Orders.CancelAsync(order, stop);

    public override async IAsyncEnumerable<HtxCancelResult> StopAllAsync(
        HtxFuturesClient client, MassCancelScope scope, TimeSpan? wait, Action<OrderReference> given, [EnumeratorCancellation] CancellationToken stop)
    {
        MassCancelPlan plan = await client.Orders.PlanMassCancelAsync(scope, stop).ConfigureAwait(false);
        foreach (HtxOrder order in plan.Orders)
        {
            given(Reference(order.ContractCode, order.OrderId));
        }

        await foreach (HtxCancelResult result in client.Orders.MassCancelAsync(plan, wait, stop).ConfigureAwait(false))
        {
            yield return result;
        }
    }

    protected override IEnumerable<(string ContractCode, string Id, string? ClientId)> Known() =>
        account.Orders.Select(order => (order.ContractCode, order.OrderId, order.ClientOrderId == order.OrderId ? null : order.ClientOrderId));

    protected override async IAsyncEnumerable<Found> ListedAsync(HtxFuturesClient client, [EnumeratorCancellation] CancellationToken stop)
    {
        var seen = new HashSet<string>();
        await foreach (HtxOrder order in client.Orders.ListOpenAsync(cancellationToken: stop).ConfigureAwait(false))
        {
            Truth.Require(seen.Add(order.OrderId), $"order {order.OrderId} was listed twice");
            Truth.Require(account.FindOrder(order.OrderId) is not null, $"order {order.OrderId} was listed and does not exist");
            yield return new(Reference(order.ContractCode, order.OrderId));
        }
    }
}
