namespace HtxFutures.Soak;

/// <summary>Watches the orders of an account for a while, whatever becomes of the socket, and watches out for what is shown twice or backwards.</summary>
internal sealed class WatchWorker(Desk desk, Random random) : Worker(desk, random)
{
    protected override async Task WorkAsync(CancellationToken stop)
    {
        HtxFuturesClient client = await Desk.OpenAsync(stop);
        try
        {
            var shown = new Dictionary<string, HtxOrder>();
            var options = new OrderWatchOptions { Duration = TimeSpan.FromSeconds(Random.Next(5, 90)), IncludesOpen = Random.Next(2) == 0 };
            await foreach (HtxLiveItem item in client.Live.WatchOrdersAsync(options, stop))
            {
                if (item.Order is { State: OrderState.Unknown } vanished)
                {
                    shown.Remove(vanished.OrderId); // nobody knows what it came to: whatever comes next is news
                }
                else if (item.Order is { } order)
                {
                    Desk.Journal.Watch();
                    Desk.Journal.Require(!shown.TryGetValue(order.OrderId, out HtxOrder? before) || Follows(before, order), $"{order.OrderId} was shown as {order.State} {order.FilledVolume} ({order.Change}) after {before?.State} {before?.FilledVolume}");
                    shown[order.OrderId] = order;
                }
            }
        }
        finally
        {
            Desk.Close(client);
        }
    }

    private static bool Follows(HtxOrder before, HtxOrder order) =>
        before.State is OrderState.New or OrderState.PartiallyFilled && order.FilledVolume >= before.FilledVolume && (order.State != before.State || order.FilledVolume > before.FilledVolume);
}
