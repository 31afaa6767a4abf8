using System.Globalization;
using System.Runtime.CompilerServices;
using HtxFutures.Sandbox;

namespace HtxFutures.Simulation;

/// <summary>Where the orders to stop come from: the exchange's listing, or ids that somebody has, some of them wrong.</summary>
internal sealed class OrderSource(SandboxAccount account, VirtualTime time)
{
    public IAsyncEnumerable<OrderReference> OrdersAsync(HtxFuturesClient client, Random random, CancellationToken stop) =>
        random.Next(2) == 0 ? ListedAsync(client, stop) : KnownAsync(random);

    private async IAsyncEnumerable<OrderReference> ListedAsync(HtxFuturesClient client, [EnumeratorCancellation] CancellationToken stop)
    {
        var seen = new HashSet<string>();
        await foreach (HtxOrder order in client.Orders.ListOpenAsync(cancellationToken: stop).ConfigureAwait(false))
        {
            Truth.Require(seen.Add(order.OrderId), $"order {order.OrderId} was listed twice");
            Truth.Require(account.FindOrder(order.OrderId) is not null, $"order {order.OrderId} was listed and does not exist");
            yield return OrderReference.Create(order.ContractCode, order.OrderId);
        }
    }

    private async IAsyncEnumerable<OrderReference> KnownAsync(Random random)
    {
        bool hurries = random.Next(2) == 0;
        foreach (SandboxOrder order in account.Orders)
        {
            if (!hurries && random.Next(3) == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, 200)), time, CancellationToken.None).ConfigureAwait(false);
            }

            switch (random.Next(12))
            {
                case 0:
                    break;
                case 1:
                    yield return OrderReference.Create(order.ContractCode, random.Next(1, 1000).ToString(CultureInfo.InvariantCulture));
                    break;
                case 2:
                    yield return OrderReference.Create("DOGE-USDT", order.OrderId);
                    break;
                case 3 when order.ClientOrderId != order.OrderId:
                    yield return OrderReference.Create(order.ContractCode, null, order.ClientOrderId);
                    break;
                case 4:
                    yield return OrderReference.Create(order.ContractCode, order.OrderId);
                    yield return OrderReference.Create(order.ContractCode, order.OrderId);
                    break;
                default:
                    yield return OrderReference.Create(order.ContractCode, order.OrderId);
                    break;
            }
        }
    }
}
