using HtxFutures.Sandbox;

namespace HtxFutures.Simulation;

/// <summary>One run: an exchange, its faults, and those who stop orders on it, all on one thread and in virtual time.</summary>
public sealed class SimulatedRun : IDisposable
{
    private readonly Scenario _scenario;
    private readonly VirtualTime _time = new();
    private readonly HostTime _host;
    private readonly Random _random;
    private readonly SandboxExchange _exchange;
    private readonly SandboxAccount _account;
    private readonly SandboxHandler _handler;
    private readonly BudgetRegistry _budgets;
    private readonly Truth _truth;
    private readonly AlgoWorld _algos;

    private SimulatedRun(Scenario scenario)
    {
        _scenario = scenario;
        _host = new HostTime(_time);
        _random = new Random(scenario.Seed ^ 0x5eed);
        scenario.Exchange.RequestLimit = scenario.Limit;
        _exchange = new SandboxExchange(scenario.Exchange, _time);
        _account = _exchange.AddAccount(TestKeys.AccessKey, TestKeys.SecretKey);
        _account.AddSampleOrders(scenario.Orders, scenario.Contracts);
        _handler = new SandboxHandler(_exchange);
        _budgets = new BudgetRegistry(_host) { AssumedLimit = scenario.Limit };
        _truth = new Truth(_account, [TestKeys.AccessKey, TestKeys.SecretKey], scenario.IsCalm, scenario.Exchange.FiredAlgosNameChild);
        _algos = new AlgoWorld(_exchange, _account, scenario, _time);
    }

    /// <summary>Runs the scenario of a seed.</summary>
    /// <returns>How long it took in virtual time, and how many requests: two runs of a seed agree in both.</returns>
    /// <exception cref="BrokenInvariantException">Something that must always hold did not; the message tells scenario and faults.</exception>
    public static (TimeSpan Time, long Requests) Run(int seed)
    {
        using var run = new SimulatedRun(Scenario.Draw(seed));
        return SeededRun.Play(run._time, run._exchange, run._scenario, run.PlayAsync);
    }

    /// <summary>Releases the transport.</summary>
    public void Dispose() => _handler.Dispose();

    private async Task PlayAsync()
    {
        var clients = new List<HtxFuturesClient>();
        for (int i = 0; i < _scenario.Sessions; i++)
        {
            clients.Add(await HtxFuturesClient.ConnectAsync(Options()).ConfigureAwait(false));
        }

        foreach (FaultRule fault in _scenario.Faults)
        {
            _exchange.Faults.Add(fault);
        }

        var source = new OrdinaryOrders(_account, _time);
        var work = new List<Task> { FillAsync(), _algos.MoveAsync() };
        for (int i = 0; i < _scenario.Operators && !_scenario.Algos.Alone; i++)
        {
            work.Add(WorkAsync(new Operator(clients[_random.Next(clients.Count)], source, _truth, _scenario.Operators == 1, _time, new Random(_random.Next()))));
        }

        work.AddRange(_algos.Operators(clients, _truth).Select(WorkAsync));
        if (_scenario.ClosesSession)
        {
            work.Add(CloseAsync(clients[_random.Next(clients.Count)]));
        }

        if (_scenario.SetsClock || _scenario.Sleeps)
        {
            work.Add(DisturbAsync());
        }

        await Task.WhenAll(work).ConfigureAwait(false);
        TimeSpan awake = _time.Elapsed - _host.Slept;
        Truth.Require(awake < TimeSpan.FromHours(1), $"it took {awake}");
        CheckWindows();
        await CheckNothingIsLeftAsync(clients[0]).ConfigureAwait(false);
        clients.ForEach(client => client.Dispose());
    }

    private async Task WorkAsync(Operator @operator)
    {
        using var stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        if (_random.NextDouble() < _scenario.GivesUp)
        {
            stop.CancelAfter(TimeSpan.FromMilliseconds(_random.Next(1, 5000)));
        }

        await @operator.WorkAsync(stop.Token).ConfigureAwait(false);
    }

    private async Task FillAsync()
    {
        foreach (SandboxOrder order in _account.Orders)
        {
            if (_random.NextDouble() < _scenario.MarketFills)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(1, 300)), _time).ConfigureAwait(false);
                _account.Fill(order.OrderId, _random.Next(2) == 0 ? order.Volume : 1);
            }
        }
    }

    private async Task CloseAsync(HtxFuturesClient client)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(1, 3000)), _time).ConfigureAwait(false);
        client.Dispose();
    }

    private async Task DisturbAsync()
    {
        for (int times = _random.Next(1, 8); times > 0; times--)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(1, 1500)), _time).ConfigureAwait(false);
            if (_scenario.SetsClock)
            {
                _host.Step(TimeSpan.FromMinutes(_random.Next(-60, 60)));
            }

            if (_scenario.Sleeps)
            {
                _host.Sleep(TimeSpan.FromSeconds(_random.Next(1, 4) == 1 ? _random.Next(1, 900) : _random.NextDouble() * 4));
            }
        }
    }

    private void CheckWindows()
    {
        if (!_scenario.WindowsAreOurs)
        {
            return;
        }

        foreach (SandboxWindowCounters window in _exchange.Counters.Windows)
        {
            Truth.Require(
                window.Highest <= window.Limit && window.Refused == 0,
                $"a {window.Kind} window saw {window.Highest} of {window.Limit} requests, {window.Refused} were refused");
        }
    }

    // Longer than any block later every place must be free again, or one was lost on the way.
    private async Task CheckNothingIsLeftAsync(HtxFuturesClient client)
    {
        await Task.Delay(TimeSpan.FromMinutes(11), _time).ConfigureAwait(false);
        foreach (HtxRequestBudget budget in client.GetRequestBudgets())
        {
            Truth.Require(
                budget.Remaining == budget.Limit && budget.Waiting == 0,
                $"at rest, {budget.Bucket} has {budget.Remaining} of {budget.Limit} places and {budget.Waiting} waiting");
        }
    }

    private HtxConnectOptions Options() => new()
    {
        Credential = TestKeys.Credential(),
        Endpoint = HtxEndpoint.Parse("https://sandbox.invalid"),
        Handler = _handler,
        TimeProvider = _host,
        Budgets = _budgets,
        Jitter = new Random(_scenario.Seed),
    };
}
