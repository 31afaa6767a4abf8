using HtxFutures.Sandbox;

namespace HtxFutures.Simulation.Accounts;

/// <summary>
/// One run with several accounts of one exchange, one of which may have trouble of its own: a desk stops all of them at once,
/// and others stop single ones meanwhile. No order ever reaches another account's session, and who has no trouble is held up
/// by nobody's.
/// </summary>
public sealed class AccountsRun : IDisposable
{
    private readonly AccountsScenario _scenario;
    private readonly VirtualTime _time = new();
    private readonly Random _random;
    private readonly SandboxExchange _exchange;
    private readonly SandboxAccount[] _accounts;
    private readonly OwnOrdersAlone _handler;
    private readonly Truth[] _truths;

    private AccountsRun(AccountsScenario scenario)
    {
        _scenario = scenario;
        _random = new Random(scenario.Seed ^ 0x5eed);
        _exchange = new SandboxExchange(scenario.Exchange, _time);
        _accounts = [.. scenario.Orders.Select((_, i) => _exchange.AddAccount(AccountsScenario.AccessKey(i), AccountsScenario.SecretKey(i)))];
        foreach ((SandboxAccount account, int orders) in _accounts.Zip(scenario.Orders))
        {
            account.AddSampleOrders(orders, 3);
        }

        _handler = new OwnOrdersAlone(new SandboxHandler(_exchange), _accounts.Index().ToDictionary(account => AccountsScenario.AccessKey(account.Index), account => account.Item));

        // What no text of an account may tell: its own keys, and those of the others least of all.
        string[] secrets = [.. _accounts.Index().SelectMany(account => new[] { AccountsScenario.AccessKey(account.Index), AccountsScenario.SecretKey(account.Index) })];
        _truths = [.. _accounts.Index().Select(account => new Truth(account.Item, secrets, account.Index != scenario.Troubled))];
    }

    /// <summary>Runs the scenario of a seed.</summary>
    /// <returns>How long it took in virtual time, and how many requests: two runs of a seed agree in both.</returns>
    /// <exception cref="BrokenInvariantException">Something that must always hold did not; the message tells scenario and faults.</exception>
    public static (TimeSpan Time, long Requests) Run(int seed)
    {
        using var run = new AccountsRun(AccountsScenario.Draw(seed));
        return SeededRun.Play(run._time, run._exchange, run._scenario, run.PlayAsync);
    }

    /// <summary>Releases the transport.</summary>
    public void Dispose() => _handler.Dispose();

    private async Task PlayAsync()
    {
        var budgets = new BudgetRegistry(_time) { AssumedLimit = _scenario.Limit };
        var clients = new Dictionary<string, HtxFuturesClient>();
        for (int i = 0; i < _accounts.Length; i++)
        {
            clients.Add(AccountsScenario.Name(i), await HtxFuturesClient.ConnectAsync(Options(i, budgets)).ConfigureAwait(false));
        }

        foreach (FaultRule fault in _scenario.Faults)
        {
            _exchange.Faults.Add(fault);
        }

        var others = new List<Task>();
        for (int i = 0; i < _scenario.Operators; i++)
        {
            int own = _random.Next(_accounts.Length);
            var worker = new Operator(clients[AccountsScenario.Name(own)], new OrdinaryOrders(_accounts[own], _time), _truths[own], alone: false, _time, new Random(_random.Next()));
            others.Add(worker.WorkAsync(CancellationToken.None));
        }

        await StopAllAsync(clients).ConfigureAwait(false);
        await Task.WhenAll(others).ConfigureAwait(false);
        Truth.Require(_handler.Strays.Count == 0, string.Join(Environment.NewLine, _handler.Strays));
        foreach (HtxFuturesClient client in clients.Values)
        {
            client.Dispose();
        }
    }

    private async Task StopAllAsync(Dictionary<string, HtxFuturesClient> clients)
    {
        using var stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        if (_scenario.GivesUp)
        {
            stop.CancelAfter(TimeSpan.FromMilliseconds(_random.Next(1, 3000)));
        }

        TimeSpan began = _time.Elapsed;
        try
        {
            var desk = new AccountsDesk(clients, (order, result) => _truths[int.Parse(result.Account![^1..], System.Globalization.CultureInfo.InvariantCulture)].Check(order, result, alone: false));
            foreach ((string name, (int given, int answered)) in await desk.StopAllAsync(stop.Token).ConfigureAwait(false))
            {
                int number = int.Parse(name[^1..], System.Globalization.CultureInfo.InvariantCulture);
                Truth.Require(given == answered, $"{name}: {given} orders were given and {answered} answered");
                Truth.Require(number == _scenario.Troubled || given > 0 || _scenario.Operators > 0 || _scenario.Orders[number] == 0, $"{name} has no trouble and was not listed");
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }

        Truth.Require(_time.Elapsed - began < TimeSpan.FromHours(1), $"it took {_time.Elapsed - began}");
    }

    private HtxConnectOptions Options(int account, BudgetRegistry budgets) => new()
    {
        Credential = TestKeys.Credential(AccountsScenario.AccessKey(account), AccountsScenario.SecretKey(account)),
        Endpoint = HtxEndpoint.Parse("https://sandbox.invalid"),
        Name = AccountsScenario.Name(account),
        Handler = _handler,
        TimeProvider = _time,
        Budgets = budgets,
        Jitter = new Random(_scenario.Seed),
    };
}
