using System.Collections.Concurrent;
using HtxFutures.Calls;
using HtxFutures.Exposure;
using HtxFutures.Orders;

namespace HtxFutures.Halting;

/// <summary>Does what a pass decides. What becomes of each thing is heard by the ledger, as it becomes known.</summary>
/// <param name="caller">Calls the exchange on its behalf.</param>
/// <param name="news">Tells how orders end, where somebody has it told.</param>
/// <param name="ledger">Hears of it.</param>
/// <param name="follows">How long to follow a close until its position is seen gone.</param>
internal sealed class HaltActs(Caller caller, IOrderNews news, HaltLedger ledger, TimeSpan follows)
{
    private readonly OrderDesk _orders = new(caller, news, ledger);
    private readonly AlgoOrderDesk _algos = new(caller, ledger);
    private readonly PositionDesk _positions = new(caller, news, results: ledger);
    private readonly ConcurrentQueue<string> _failures = new();

    /// <summary>What failed as a whole, and left no row.</summary>
    public IEnumerable<string> Failures => _failures;

    /// <summary>Cancels all open orders of a scope at once, while they are still being listed. Whether they are gone, the next look tells.</summary>
    /// <param name="scope">Which ones.</param>
    /// <param name="listed">Those that are being listed meanwhile; asked for once for each cancel.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public Task ClearAsync(TradingScope scope, Func<Task<LookedAt<HtxOrder>>> listed, CancellationToken cancellationToken) => Task.WhenAll(scope.MassCancels.Select(mass =>
        DrainAsync(_orders.MassCancelAsync(mass, PlanAsync(mass, listed()), null, cancellationToken), $"Cancelling all open orders of {mass}", cancellationToken)));

    /// <summary>Stops orders by their ids, likewise; how they ended, <see cref="Finals"/> tells.</summary>
    public Task StopAsync(IReadOnlyList<HtxOrder> orders, CancellationToken cancellationToken) =>
        StopAsync(_orders.BeginCancelRun, "Stopping orders", orders, cancellationToken);

    /// <summary>Stops algo orders by their ids, likewise.</summary>
    public Task StopAsync(IReadOnlyList<HtxAlgoOrder> algos, CancellationToken cancellationToken) =>
        StopAsync(_algos.BeginCancelRun, "Stopping algo orders", algos, cancellationToken);

    /// <summary>Closes positions at market, and follows each until it is seen flat.</summary>
    public async Task CloseAsync(IReadOnlyList<HtxPosition> positions, CancellationToken cancellationToken)
    {
        var run = _positions.BeginCloseRun(follows);
        await using (run.ConfigureAwait(false))
        {
            using CancellationTokenRegistration abandon = cancellationToken.UnsafeRegister(static run => ((CloseRun)run!).Abandon(), run);
            foreach (HtxPosition position in positions.Where(position => !ledger.IsRefusedForGood(HaltLedger.KeyOf(position))))
            {
                await CloseAsync(run, position, cancellationToken).ConfigureAwait(false);
            }

            run.Complete();
            while (await run.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                while (run.TryRead(out _))
                {
                    // heard by the ledger
                }
            }
        }
    }

    private async Task CloseAsync(CloseRun run, HtxPosition position, CancellationToken cancellationToken)
    {
        try
        {
            var reference = PositionReference.Of(position);

            // In one-way mode, one that has turned round meanwhile is to go as well: so it is not told how it was seen.
            HtxPosition? shown = position.PositionSide == PositionSide.Both ? null : position;
            while (!run.TryPost(reference, shown, ledger.UnsettledCloseOf(position)))
            {
                await run.WaitToPostAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (HtxException failure)
        {
            _failures.Enqueue(failure.Message);
        }
    }

    private static async Task<MassCancelPlan> PlanAsync(MassCancelScope scope, Task<LookedAt<HtxOrder>> listed)
    {
        LookedAt<HtxOrder> orders = await listed.ConfigureAwait(false);

        // An order that moved while the pages were read is on two of them.
        return new MassCancelPlan(scope, [.. orders.Found.Where(scope.Includes).DistinctBy(order => order.OrderId)], orders.Failure);
    }

    private async Task StopAsync(Func<CancelRunOptions?, CancelRun> begin, string what, IEnumerable<IShownOrder> orders, CancellationToken cancellationToken)
    {
        IShownOrder[] left = [.. orders.DistinctBy(HaltLedger.KeyOf).Where(order => !ledger.IsRefusedForGood(HaltLedger.KeyOf(order)))];
        if (left.Length > 0)
        {
            await DrainAsync(begin(null).ThroughAsync(EachAsync(left), cancellationToken), what, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async IAsyncEnumerable<IShownOrder> EachAsync(IEnumerable<IShownOrder> orders)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (IShownOrder order in orders)
        {
            yield return order;
        }
    }

    // The ledger has heard of each result by the time it comes out.
    private async Task DrainAsync<T>(IAsyncEnumerable<T> results, string what, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (T result in results.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                _ = result;
            }
        }
        catch (HtxException failure)
        {
            _failures.Enqueue($"{what} failed: {failure.Message}");
        }
    }
}
