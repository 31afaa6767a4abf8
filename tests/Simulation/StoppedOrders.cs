namespace HtxFutures.Simulation;

/// <summary>Orders that are put into a run as fast as it takes them, as a cmdlet does, and all that comes out.</summary>
public static class StoppedOrders
{
    /// <summary>Stops orders, and waits for all results.</summary>
    /// <param name="desk">The account's orders.</param>
    /// <param name="orders">Those to stop.</param>
    /// <param name="wait">For how long to wait until they are final; null for not at all.</param>
    public static Task<List<HtxCancelResult>> StopAsync(this OrderDesk desk, IEnumerable<OrderReference> orders, TimeSpan? wait = null) =>
        StopAsync(Begin(desk, wait), orders.Select(order => (order, (HtxOrder?)null)));

    /// <summary>Stops orders as somebody has seen them, and waits for all results.</summary>
    /// <param name="desk">The account's orders.</param>
    /// <param name="orders">Those to stop.</param>
    /// <param name="wait">For how long to wait until they are final; null for not at all.</param>
    public static Task<List<HtxCancelResult>> StopAsync(this OrderDesk desk, IEnumerable<HtxOrder> orders, TimeSpan? wait = null) =>
        StopAsync(Begin(desk, wait), orders.Select(order => (OrderReference.Create(order.ContractCode, order.OrderId), (HtxOrder?)order)));

    /// <summary>Stops algo orders, and waits for all results.</summary>
    /// <param name="desk">The account's algo orders.</param>
    /// <param name="algos">Those to stop.</param>
    public static Task<List<HtxCancelResult>> StopAsync(this AlgoOrderDesk desk, IEnumerable<OrderReference> algos)
    {
        ArgumentNullException.ThrowIfNull(desk);
        return StopAsync(desk.BeginCancelRun(), algos.Select(algo => (algo, (HtxOrder?)null)));
    }

    /// <summary>Puts nothing more into a run, waits for all results that it still owes, and ends it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public static async Task<List<TResult>> DrainAsync<TResult>(this HtxRun<TResult> run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        var results = new List<TResult>();
        await using (run.ConfigureAwait(false))
        {
            run.Complete();
            while (await run.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                while (run.TryRead(out TResult result))
                {
                    results.Add(result);
                }
            }
        }

        return results;
    }

    private static CancelRun Begin(OrderDesk desk, TimeSpan? wait) => desk.BeginCancelRun(new CancelRunOptions { WaitTimeout = wait });

    private static async Task<List<HtxCancelResult>> StopAsync(CancelRun run, IEnumerable<(OrderReference Order, HtxOrder? Shown)> orders)
    {
        foreach ((OrderReference order, HtxOrder? shown) in orders)
        {
            while (!run.TryPost(order, shown))
            {
                await run.WaitToPostAsync().ConfigureAwait(false);
            }
        }

        return await run.DrainAsync().ConfigureAwait(false);
    }
}
