namespace HtxFutures.Simulation.Accounts;

/// <summary>A desk that lists all accounts at once, and sends what comes back to the account that each order names, in whichever order it comes.</summary>
/// <param name="clients">The clients by the names of their accounts.</param>
/// <param name="check">Looks at each result.</param>
internal sealed class AccountsDesk(IReadOnlyDictionary<string, HtxFuturesClient> clients, Action<OrderReference, HtxCancelResult> check)
{
    private readonly object _gate = new();

    /// <summary>Stops everything; one account that fails ends by itself.</summary>
    /// <returns>How many results there were of each account.</returns>
    public async Task<IReadOnlyDictionary<string, (int Given, int Answered)>> StopAllAsync(CancellationToken stop)
    {
        Dictionary<string, CancelRun> runs = clients.ToDictionary(client => client.Key, client => client.Value.Orders.BeginCancelRun());
        var counts = clients.Keys.ToDictionary(name => name, _ => (Given: 0, Answered: 0));
        using CancellationTokenRegistration registration = stop.UnsafeRegister(static runs => ((Dictionary<string, CancelRun>)runs!).Values.ToList().ForEach(run => run.Abandon()), runs);
        Task[] listings = [.. clients.Values.Select(client => ListAsync(client, runs, counts, stop))];
        Task[] readings = [.. runs.Select(run => ReadAsync(run.Key, run.Value, counts, stop))];
        try
        {
            await Task.WhenAll(listings).ConfigureAwait(false);
            runs.Values.ToList().ForEach(run => run.Complete());
            await Task.WhenAll(readings).ConfigureAwait(false);
        }
        finally
        {
            foreach (CancelRun run in runs.Values)
            {
                await run.DisposeAsync().ConfigureAwait(false);
            }
        }

        return counts;
    }

    private async Task ListAsync(HtxFuturesClient client, Dictionary<string, CancelRun> runs, Dictionary<string, (int Given, int Answered)> counts, CancellationToken stop)
    {
        try
        {
            await foreach (HtxOrder order in client.Orders.ListOpenAsync(cancellationToken: stop).ConfigureAwait(false))
            {
                CancelRun own = runs[order.Account!];
                lock (_gate)
                {
                    counts[order.Account!] = counts[order.Account!] with { Given = counts[order.Account!].Given + 1 };
                }

                while (!own.TryPost(OrderReference.Create(order.ContractCode, order.OrderId), order))
                {
                    await own.WaitToPostAsync(stop).ConfigureAwait(false);
                }
            }
        }
        catch (HtxException)
        {
            // Its own trouble. What was listed before is stopped all the same.
        }
    }

    private async Task ReadAsync(string name, CancelRun run, Dictionary<string, (int Given, int Answered)> counts, CancellationToken stop)
    {
        while (await run.WaitToReadAsync(stop).ConfigureAwait(false))
        {
            while (run.TryRead(out HtxCancelResult result))
            {
                Truth.Require(result.Account == name, $"the run of {name} tells of {result.Account}");
                check(OrderReference.Create(result.ContractCode, result.OrderId), result);
                lock (_gate)
                {
                    counts[name] = counts[name] with { Answered = counts[name].Answered + 1 };
                }
            }
        }

        stop.ThrowIfCancellationRequested();
    }
}
