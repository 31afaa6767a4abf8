using System.Runtime.CompilerServices;

namespace HtxFutures.Simulation;

/// <summary>Someone who stops orders, as a stream, one by one at the same time, or all that there are; and who notes what was given and what came back.</summary>
internal sealed class Operator(HtxFuturesClient client, OrderSource source, Truth truth, bool alone, VirtualTime time, Random random)
{
    private readonly Dictionary<OrderReference, int> _given = [];
    private readonly Dictionary<OrderReference, int> _answered = [];

    /// <summary>Works until every order is answered, or someone says stop.</summary>
    public async Task WorkAsync(CancellationToken stop)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 500)), time, CancellationToken.None).ConfigureAwait(false);
        try
        {
            await (random.Next(5) switch
            {
                0 => ClearAsync(stop),
                1 => OneByOneAsync(stop),
                _ => StreamAsync(stop),
            }).ConfigureAwait(false);
            CheckAllAnswered();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was not answered stays open, as it was asked for.
        }
    }

    private async Task StreamAsync(CancellationToken stop)
    {
        CancelRun run = source.BeginRun(client, new CancelRunOptions { WaitTimeout = NextWait() });
        await using ConfiguredAsyncDisposable _ = run.ConfigureAwait(false);
        using CancellationTokenRegistration registration = stop.UnsafeRegister(static run => ((CancelRun)run!).Abandon(), run);
        await foreach (Found found in OrdersAsync(stop).ConfigureAwait(false))
        {
            while (!run.TryPost(found.Order, found.Shown))
            {
                await run.WaitToPostAsync(stop).ConfigureAwait(false);
                TakeKnown(run);
            }

            TakeKnown(run);
        }

        run.Complete();
        while (await run.WaitToReadAsync(stop).ConfigureAwait(false))
        {
            TakeKnown(run);
        }

        stop.ThrowIfCancellationRequested();
    }

    private TimeSpan? NextWait() => random.Next(2) == 0 ? TimeSpan.FromSeconds(random.Next(1, 20)) : null;

    private async Task ClearAsync(CancellationToken stop)
    {
        MassCancelScope scope = random.Next(2) == 0 ? MassCancelScope.Account : MassCancelScope.Contract("BTC-USDT");
        TimeSpan? wait = NextWait();
        try
        {
            await foreach (HtxCancelResult result in source.StopAllAsync(client, scope, wait, order => _given[order] = 1, stop).ConfigureAwait(false))
            {
                // An order that the answer alone names may lack its contract, and is not one of those given.
                OrderReference? asked = _given.Keys.FirstOrDefault(given => given.OrderId == result.OrderId);
                if (asked is not null)
                {
                    Take(asked, result);
                }
            }
        }
        catch (HtxException failure)
        {
            truth.Check(failure);
            _given.Clear();
            _answered.Clear();
        }
    }

    private async Task OneByOneAsync(CancellationToken stop)
    {
        var calls = new List<Task>();
        await foreach (Found found in OrdersAsync(stop).ConfigureAwait(false))
        {
            calls.Add(StopOneAsync(found.Order, stop));
        }

        await Task.WhenAll(calls).ConfigureAwait(false);
    }

    private async Task StopOneAsync(OrderReference order, CancellationToken stop) =>
        Take(order, await source.StopAsync(client, order, stop).ConfigureAwait(false));

    // A listing may fail half way; what it gave before is stopped all the same.
    private async IAsyncEnumerable<Found> OrdersAsync([EnumeratorCancellation] CancellationToken stop)
    {
        IAsyncEnumerator<Found> orders = source.OrdersAsync(client, random, stop).GetAsyncEnumerator(stop);
        await using ConfiguredAsyncDisposable _ = orders.ConfigureAwait(false);
        while (true)
        {
            try
            {
                if (!await orders.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (HtxException failure)
            {
                truth.Check(failure);
                yield break;
            }

            OrderReference order = orders.Current.Order;
            _given[order] = _given.GetValueOrDefault(order) + 1;
            yield return orders.Current;
        }
    }

    private void TakeKnown(CancelRun run)
    {
        while (run.TryRead(out HtxCancelResult result))
        {
            Take(Asked(result), result);
        }
    }

    // Which of the orders given a result is about: by the exchange's id, or by the client's where that was all we gave.
    private OrderReference Asked(HtxCancelResult result) => _given.Keys.FirstOrDefault(given =>
        given.ContractCode == result.ContractCode
        && (given.OrderId is null ? given.ClientOrderId == result.ClientOrderId : given.OrderId == result.OrderId)
        && _answered.GetValueOrDefault(given) < _given[given])
        ?? throw new BrokenInvariantException($"{result.Outcome} for {result.ContractCode} {result.OrderId} {result.ClientOrderId}, which was not given or is answered already");

    private void Take(OrderReference order, HtxCancelResult result)
    {
        _answered[order] = _answered.GetValueOrDefault(order) + 1;
        truth.Check(order, result, alone && _given[order] == 1);
    }

    private void CheckAllAnswered()
    {
        foreach ((OrderReference order, int times) in _given)
        {
            int answered = _answered.GetValueOrDefault(order);
            Truth.Require(answered == times, $"{order} was given {times} times and answered {answered} times");
        }
    }
}
