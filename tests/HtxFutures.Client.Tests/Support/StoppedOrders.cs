namespace HtxFutures.Client.Tests.Support;

/// <summary>Orders that are put into a run as fast as it takes them, as a cmdlet does.</summary>
internal static class StoppedOrders
{
    /// <summary>Stops orders, and waits for all results.</summary>
    public static List<HtxCancelResult> Stop(this Desk desk, IEnumerable<OrderReference> orders, TimeSpan? wait = null) => Stop(desk, orders.Select(order => (order, (HtxOrder?)null)), wait);

    /// <summary>Stops orders as somebody has seen them, and waits for all results.</summary>
    public static List<HtxCancelResult> Stop(this Desk desk, IEnumerable<HtxOrder> orders, TimeSpan? wait = null) =>
        Stop(desk, orders.Select(order => (OrderReference.Create(order.ContractCode, order.OrderId), (HtxOrder?)order)), wait);

    private static List<HtxCancelResult> Stop(Desk desk, IEnumerable<(OrderReference Order, HtxOrder? Shown)> orders, TimeSpan? wait) => desk.Time.Run(async () =>
    {
        var results = new List<HtxCancelResult>();
        CancelRun run = desk.Client.Orders.BeginCancelRun(new CancelRunOptions { WaitTimeout = wait });
        await using (run.ConfigureAwait(false))
        {
            foreach ((OrderReference order, HtxOrder? shown) in orders)
            {
                while (!run.TryPost(order, shown))
                {
                    await run.WaitToPostAsync(CancellationToken.None).ConfigureAwait(false);
                }
            }

            run.Complete();
            while (await run.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (run.TryRead(out HtxCancelResult result))
                {
                    results.Add(result);
                }
            }
        }

        return results;
    });
}
