using HtxFutures.Sandbox;

namespace HtxFutures.Simulation;

/// <summary>One run of closes: an exchange, its faults, those who close positions on it, and others who open and close them meanwhile, all on one thread and in virtual time.</summary>
public sealed class ClosingRun : IDisposable
{
    private readonly ClosingScenario _scenario;
    private readonly VirtualTime _time = new();
    private readonly Random _random;
    private readonly SandboxExchange _exchange;
    private readonly SandboxAccount _account;
    private readonly SandboxHandler _handler;
    private readonly BudgetRegistry _budgets;
    private readonly ClosingTruth _truth;
    private readonly HashSet<string> _ours = [];

    private ClosingRun(ClosingScenario scenario)
    {
        _scenario = scenario;
        _random = new Random(scenario.Seed ^ 0xd0d0);
        _exchange = new SandboxExchange(scenario.Exchange, _time);
        _account = _exchange.AddAccount(TestKeys.AccessKey, TestKeys.SecretKey);
        _account.PositionMode = scenario.Mode;
        _handler = new SandboxHandler(_exchange);
        _budgets = new BudgetRegistry(_time) { AssumedLimit = scenario.Exchange.RequestLimit };
        _truth = new ClosingTruth(_account, _time, scenario.IsCalm);
        foreach (SandboxPositionTemplate position in scenario.Positions)
        {
            _account.AddPosition(position);
        }
    }

    /// <summary>Runs the scenario of a seed.</summary>
    /// <returns>How long it took in virtual time, and how many requests: two runs of a seed agree in both.</returns>
    /// <exception cref="BrokenInvariantException">Something that must always hold did not; the message tells scenario and faults.</exception>
    public static (TimeSpan Time, long Requests) Run(int seed)
    {
        using var run = new ClosingRun(ClosingScenario.Draw(seed));
        return SeededRun.Play(run._time, run._exchange, run._scenario, run.PlayAsync);
    }

    /// <summary>Releases the transport.</summary>
    public void Dispose() => _handler.Dispose();

    private async Task PlayAsync()
    {
        using HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(Options()).ConfigureAwait(false);
        using var end = new CancellationTokenSource();
        Task watching = _scenario.IsWatched ? WatchAsync(client, end.Token) : Task.CompletedTask;
        foreach (FaultRule fault in _scenario.Faults)
        {
            _exchange.Faults.Add(fault);
        }

        await Task.WhenAll([OthersAsync(), .. Enumerable.Range(0, _scenario.Operators).Select(_ => OperateAsync(client, new Random(_random.Next())))]).ConfigureAwait(false);
        Truth.Require(_time.Elapsed < TimeSpan.FromHours(1), $"it took {_time.Elapsed}");
        end.Cancel();
        await watching.ConfigureAwait(false);

        // Longer than anything that is late.
        await Task.Delay(TimeSpan.FromMinutes(5), _time).ConfigureAwait(false);
        _truth.CheckEnd(_ours.Contains);
    }

    /// <summary>Has the exchange tell of orders meanwhile, so that the ends of closes may be told before they are looked for; or not, where the sockets fail.</summary>
    private async Task WatchAsync(HtxFuturesClient client, CancellationToken end)
    {
        try
        {
            await foreach (HtxLiveItem _ in client.Live.WatchOrdersAsync(null, end).ConfigureAwait(false))
            {
                // What is brought, the world of watches proves.
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The run is over.
        }
        catch (HtxException failure)
        {
            Truth.Require(!_scenario.IsCalm, $"{failure.Kind} ({failure.Message}) although nothing went wrong");
        }
    }

    /// <summary>Other programs of the account: they open, enlarge, close and turn positions, and hold them with orders.</summary>
    private async Task OthersAsync()
    {
        var random = new Random(_random.Next());
        for (int act = 0; act < _scenario.OthersActs && _scenario.Positions.Count > 0; act++)
        {
            await Task.Delay(_scenario.OthersPause * random.NextDouble(), _time).ConfigureAwait(false);
            SandboxPositionTemplate position = _scenario.Positions[random.Next(_scenario.Positions.Count)];
            (string contract, string side, string mode) = (position.ContractCode, position.PositionSide!, position.MarginMode);
            _truth.Note(contract, side, mode);
            Act(random, contract, side, mode, opens: side == "both" ? (random.Next(2) == 0 ? "buy" : "sell") : side == "long" ? "buy" : "sell");
            _truth.Note(contract, side, mode);
        }
    }

    private void Act(Random random, string contract, string side, string mode, string opens)
    {
        SandboxOrderTemplate order = new() { ContractCode = contract, PositionSide = side, MarginMode = mode, Price = 100, Volume = random.Next(1, 6), Side = opens };
        switch (random.Next(5))
        {
            case 0:
                _account.EndPosition(contract, side, mode);
                break;
            case 1:
                _account.AddOrder(order with { Side = opens == "buy" ? "sell" : "buy", ReduceOnly = side == "both", Price = 100 });
                break;
            case 2:
                foreach (SandboxOrder waiting in _account.Orders.Where(waiting => waiting is { IsOpen: true, Type: not "market" }).ToArray())
                {
                    _account.Fill(waiting.OrderId, waiting.Volume - waiting.FilledVolume);
                }

                break;
            default:
                _account.Trade(order);
                break;
        }
    }

    private async Task OperateAsync(HtxFuturesClient client, Random random)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 500)), _time).ConfigureAwait(false);
        List<(PositionReference Position, HtxPosition? Shown)> given = random.Next(3) == 0 ? [.. Named(random)] : await ListedAsync(client).ConfigureAwait(false);
        if (random.Next(3) == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 3000)), _time).ConfigureAwait(false);
        }

        CloseRun run = client.Positions.BeginCloseRun(random.Next(2) == 0 ? TimeSpan.FromSeconds(random.Next(1, 15)) : null);
        var open = new List<(PositionReference Position, HtxPosition? Shown, TimeSpan Since)>();
        foreach ((PositionReference position, HtxPosition? shown) in given)
        {
            open.Add((position, shown, _time.Elapsed));
            Truth.Require(run.TryPost(position, shown), "there was no room");
            Take(run, open);
        }

        run.Complete();
        while (await run.WaitToReadAsync().ConfigureAwait(false))
        {
            Take(run, open);
        }

        await run.DisposeAsync().ConfigureAwait(false);
        Truth.Require(open.Count == 0, $"no result for {string.Join(", ", open.Select(left => left.Position))}");
    }

    private void Take(CloseRun run, List<(PositionReference Position, HtxPosition? Shown, TimeSpan Since)> open)
    {
        while (run.TryRead(out HtxCloseResult result))
        {
            int at = open.FindIndex(left => (left.Position.ContractCode, left.Position.PositionSide, left.Position.MarginMode) == (result.ContractCode, result.PositionSide, result.MarginMode));
            Truth.Require(at >= 0, $"{result}, which was not given or is answered already");
            if (result.ClientOrderId is { } id)
            {
                _ours.Add(id);
            }

            _truth.Check(result, open[at].Shown, open[at].Since);
            open.RemoveAt(at);
        }
    }

    private async Task<List<(PositionReference Position, HtxPosition? Shown)>> ListedAsync(HtxFuturesClient client)
    {
        var listed = new List<(PositionReference, HtxPosition?)>();
        try
        {
            await foreach (HtxPosition position in client.Positions.ListAsync().ConfigureAwait(false))
            {
                listed.Add((PositionReference.Of(position), position));
            }
        }
        catch (HtxException failure)
        {
            Truth.Require(!_scenario.IsCalm, $"{failure.Kind} ({failure.Message}) although nothing went wrong");
        }

        return listed;
    }

    /// <summary>Positions that somebody names, some of which are not there, some twice.</summary>
    private IEnumerable<(PositionReference Position, HtxPosition? Shown)> Named(Random random)
    {
        foreach (SandboxPositionTemplate position in _scenario.Positions)
        {
            PositionSide side = Enum.Parse<PositionSide>(position.PositionSide!, ignoreCase: true);
            MarginMode mode = Enum.Parse<MarginMode>(position.MarginMode, ignoreCase: true);
            for (int times = random.Next(6) == 0 ? 2 : 1; times > 0; times--)
            {
                yield return (PositionReference.Create(random.Next(12) == 0 ? "DOGE-USDT" : position.ContractCode, side, mode), null);
            }
        }
    }

    private HtxConnectOptions Options() => new()
    {
        Credential = TestKeys.Credential(),
        Endpoint = HtxEndpoint.Parse("https://sandbox.invalid"),
        Handler = _handler,
        OpenSocket = _handler.ConnectSocketAsync,
        TimeProvider = _time,
        Budgets = _budgets,
        RequestTimeout = _scenario.RequestTimeout,
        Jitter = new Random(_scenario.Seed),
    };
}
