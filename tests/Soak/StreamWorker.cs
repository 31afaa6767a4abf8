using System.Diagnostics;

namespace HtxFutures.Soak;

/// <summary>
/// Has an account to itself: places orders, lists them through one session and stops them in a stream through another;
/// waits for the end or does not, gives up half way, or has the session closed under it.
/// </summary>
internal sealed class StreamWorker(Desk desk, Random random) : Worker(desk, random)
{
    private static readonly TimeSpan s_atOnce = TimeSpan.FromSeconds(1);

    // Of an order that comes again, an earlier cancel may yet arrive: its run was given up, or its session closed.
    private readonly HashSet<string> _asked = [];

    protected override async Task WorkAsync(CancellationToken stop)
    {
        HtxFuturesClient lister = await Desk.OpenAsync(stop);
        HtxFuturesClient stopper = await Desk.OpenAsync(stop);
        try
        {
            for (int round = Random.Next(1, 10); round > 0 && !stopper.IsClosed && !stop.IsCancellationRequested; round--)
            {
                await Desk.Exchange.PlaceAsync(Desk.Account, Random.Next(1, 120), Random.Next(1, 8));
                await StopAllAsync(await Desk.ListAsync(lister, stop), stopper);
            }
        }
        finally
        {
            Desk.Close(lister);
            Desk.Close(stopper);
        }
    }

    private async Task StopAllAsync(List<HtxOrder> orders, HtxFuturesClient stopper)
    {
        var asked = orders.ToDictionary(order => order.OrderId, Desk.Reference);
        HashSet<string> again = [.. asked.Keys.Where(id => !_asked.Add(id))];
        var answered = new List<(OrderReference Asked, HtxCancelResult Result)>();
        TimeSpan? wait = Random.Next(2) == 0 ? TimeSpan.FromSeconds(Random.Next(1, 8)) : null;
        await using CancelRun run = stopper.Orders.BeginCancelRun(new CancelRunOptions { WaitTimeout = wait });
        foreach (OrderReference order in asked.Values)
        {
            Desk.Journal.Require(run.TryPost(order), "too many orders for one run");
        }

        run.Complete();
        int givesUpAfter = Random.Next(8) == 0 ? Random.Next(orders.Count + 1) : int.MaxValue;
        int closesAfter = Random.Next(12) == 0 ? Random.Next(orders.Count + 1) : int.MaxValue;
        do
        {
            while (run.TryRead(out HtxCancelResult result))
            {
                Desk.Journal.Require(asked.Remove(result.OrderId!, out OrderReference? order), $"{result.OrderId} was answered twice, or was not asked for");
                answered.Add((order!, result));
            }

            if (answered.Count >= closesAfter)
            {
                stopper.Dispose();
            }

            if (answered.Count >= givesUpAfter)
            {
                await GiveUpAsync(run);
                break;
            }
        }
        while (await run.WaitToReadAsync());

        Desk.Journal.Require(asked.Count == 0 || answered.Count >= givesUpAfter, $"{asked.Count} of {orders.Count} orders were not answered");
        foreach (var alike in answered.GroupBy(pair => again.Contains(pair.Result.OrderId!)))
        {
            await Desk.Journal.CheckAsync(Desk.Exchange, Desk.Account, [.. alike], alone: !alike.Key);
        }
    }

    // As Ctrl+C does.
    private async Task GiveUpAsync(CancelRun run)
    {
        var watch = Stopwatch.StartNew();
        run.Abandon();
        await run.DisposeAsync();
        Desk.Journal.Require(watch.Elapsed < s_atOnce, $"giving up took {watch.Elapsed}");
    }
}
