using System.Globalization;
using HtxFutures.Sandbox;
using HtxFutures.Time;

namespace HtxFutures.Simulation.Sharing;

/// <summary>
/// One run of processes that share the request budget of an account, each a whole client with a budget of its own, before an
/// exchange that counts strictly. No window ever sees more than the limit, whatever happens to the processes or to what they share
/// it by; every order that a living process was given is stopped.
/// </summary>
public sealed class SharedRun : IDisposable
{
    private readonly SharedScenario _scenario;
    private readonly VirtualTime _time = new();
    private readonly Random _random;
    private readonly SandboxExchange _exchange;
    private readonly SandboxAccount _account;
    private readonly SandboxHandler _handler;
    private readonly Dictionary<string, VirtualLedger> _ledgers = [];
    private readonly List<StoppableTime> _processes = [];

    private SharedRun(SharedScenario scenario)
    {
        _scenario = scenario;
        _random = new Random(scenario.Seed ^ 0x5eed);
        _exchange = new SandboxExchange(scenario.Exchange, _time);
        _account = _exchange.AddAccount(TestKeys.AccessKey, TestKeys.SecretKey);
        _handler = new SandboxHandler(_exchange);
    }

    /// <summary>Runs the scenario of a seed.</summary>
    /// <returns>How long it took in virtual time, and how many requests: two runs of a seed agree in both.</returns>
    /// <exception cref="BrokenInvariantException">Something that must always hold did not; the message tells the scenario.</exception>
    public static (TimeSpan Time, long Requests) Run(int seed)
    {
        using var run = new SharedRun(SharedScenario.Draw(seed));
        return SeededRun.Play(run._time, run._exchange, run._scenario, run.PlayAsync);
    }

    /// <summary>Releases the transport.</summary>
    public void Dispose() => _handler.Dispose();

    private async Task PlayAsync()
    {
        var clients = new List<HtxFuturesClient>();
        foreach (int _ in _scenario.Orders)
        {
            clients.Add(await OpenAsync().ConfigureAwait(false));
        }

        foreach (VirtualLedger ledger in _ledgers.Values)
        {
            ledger.Slowness = _scenario.Slowness;
        }

        if (_scenario.LosesOneOf > 0)
        {
            _exchange.Faults.Add(string.Create(CultureInfo.InvariantCulture, $"drop-after={1.0 / _scenario.LosesOneOf:0.000}:kind=trade"));
        }

        await PassAsync(4).ConfigureAwait(false); // all have heard of all
        Task[] work = [.. clients.Zip(_scenario.Orders, StopAsync)];
        var done = Task.WhenAll(work);
        while (!done.IsCompleted)
        {
            await (_scenario.IsMediumTroubled ? TroubleMediumAsync() : TroubleProcessAsync()).ConfigureAwait(false);
            await PassAsync(_random.NextDouble() * 8).ConfigureAwait(false);
            Check();
        }

        await done.ConfigureAwait(false);
        Check();
        Truth.Require(_account.OpenOrderCount == 0, $"{_account.OpenOrderCount} orders were left open");
        clients.ForEach(client => client.Dispose());
    }

    private async Task<HtxFuturesClient> OpenAsync()
    {
        var own = new StoppableTime(_time);
        _processes.Add(own);
        return await HtxFuturesClient.ConnectAsync(new HtxConnectOptions
        {
            Credential = TestKeys.Credential(),
            Endpoint = HtxEndpoint.Parse("https://sandbox.invalid"),
            Handler = _handler,
            TimeProvider = own,
            Budgets = new BudgetRegistry(own) { AssumedLimit = _scenario.Limit },
            SharedBudget = new VirtualMedia(_ledgers, _time, own, string.Create(CultureInfo.InvariantCulture, $"p{_processes.Count}"), _random.Next()),
            Jitter = new Random(_scenario.Seed),
        }).ConfigureAwait(false);
    }

    private async Task StopAsync(HtxFuturesClient client, int orders)
    {
        OrderReference[] own = [.. _account.AddSampleOrders(orders).Select(order => OrderReference.Create(order.ContractCode, order.OrderId))];
        await PassAsync(_random.NextDouble() * 10).ConfigureAwait(false);
        HtxCancelResult[] results = await Task.WhenAll(own.Select(order => client.Orders.CancelAsync(order, CancellationToken.None))).ConfigureAwait(false);
        Truth.Require(results.All(result => result.Outcome is not (CancelOutcome.Rejected or CancelOutcome.Unknown)), $"an order was not stopped: {string.Join("; ", results.Where(result => result.Outcome is CancelOutcome.Rejected or CancelOutcome.Unknown).Select(result => result.Message).Distinct())}");
    }

    private async Task TroubleProcessAsync()
    {
        StoppableTime one = _processes[_random.Next(_processes.Count)];
        one.Stop();
        await PassAsync(_random.NextDouble() * (_random.Next(3) == 0 ? 9 : 2)).ConfigureAwait(false);
        one.GoOn();
    }

    private async Task TroubleMediumAsync()
    {
        switch (_random.Next(4))
        {
            case 0:
                Each(ledger => ledger.Fails = true);
                await PassAsync(_random.NextDouble() * 20).ConfigureAwait(false);
                Each(ledger => ledger.Fails = false);
                await PassAsync(8).ConfigureAwait(false);
                break;
            case 1:
                Each(ledger => ledger.Text = null);
                break;
        }
    }

    private void Each(Action<VirtualLedger> happens)
    {
        foreach (VirtualLedger ledger in _ledgers.Values)
        {
            happens(ledger);
        }
    }

    private void Check() => Truth.Require(
        _exchange.Counters.RefusedByWindow == 0 && _exchange.Counters.HighestInWindow <= _scenario.Limit,
        $"{_exchange.Counters.RefusedByWindow} requests were refused, {_exchange.Counters.HighestInWindow} were in a window of {_scenario.Limit}");

    private Task PassAsync(double seconds) => Pause.ForAsync(TimeSpan.FromSeconds(seconds), _time, CancellationToken.None);
}
