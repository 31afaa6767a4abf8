using HtxFutures.Sandbox;

namespace HtxFutures.Simulation;

/// <summary>One run of watches: an exchange, the faults of its sockets and requests, others who place, fill and cancel orders, and those who watch, all on one thread and in virtual time.</summary>
public sealed class LiveRun : IDisposable
{
    private readonly LiveScenario _scenario;
    private readonly VirtualTime _time = new();
    private readonly Random _random;
    private readonly SandboxExchange _exchange;
    private readonly SandboxAccount _account;
    private readonly SandboxHandler _handler;
    private readonly LiveTruth _truth;

    private LiveRun(LiveScenario scenario)
    {
        _scenario = scenario;
        _random = new Random(scenario.Seed ^ 0x11fe);
        _exchange = new SandboxExchange(scenario.Exchange, _time);
        _account = _exchange.AddAccount(TestKeys.AccessKey, TestKeys.SecretKey);
        _account.AddSampleOrders(scenario.Orders);

        // One of each contract: in one that nobody has seen, what is placed and ends within a gap cannot be found.
        Place("BTC-USDT");
        Place("ETH-USDT");
        _handler = new SandboxHandler(_exchange);
        _truth = new LiveTruth(_account, scenario.IsCalm);
    }

    /// <summary>Runs the scenario of a seed.</summary>
    /// <returns>How long it took in virtual time, and how many requests: two runs of a seed agree in both.</returns>
    /// <exception cref="BrokenInvariantException">Something that must always hold did not; the message tells scenario and faults.</exception>
    public static (TimeSpan Time, long Requests) Run(int seed)
    {
        using var run = new LiveRun(LiveScenario.Draw(seed));
        return SeededRun.Play(run._time, run._exchange, run._scenario, run.PlayAsync);
    }

    /// <summary>Releases the transport.</summary>
    public void Dispose() => _handler.Dispose();

    private async Task PlayAsync()
    {
        using HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(TestConnection.Within(_handler, _time)).ConfigureAwait(false);
        var watches = new List<WatchRecord>();
        for (int i = 0; i < _scenario.Watches; i++)
        {
            watches.Add(new WatchRecord(client, _time, includesOpen: _random.Next(3) == 0));
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(0, 3000)), _time).ConfigureAwait(false);
        }

        // What goes wrong at the very first has its own tests: it ends a watch with an error.
        while (!watches.TrueForAll(watch => watch.Begun is not null))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), _time).ConfigureAwait(false);
        }

        foreach (FaultRule fault in _scenario.Faults)
        {
            _exchange.Faults.Add(fault);
        }

        await ActAsync(_scenario.Acts / 2).ConfigureAwait(false);
        if (_scenario.HasLatecomer)
        {
            watches.Add(new WatchRecord(client, _time, includesOpen: true));
        }

        await ActAsync(_scenario.Acts - (_scenario.Acts / 2)).ConfigureAwait(false);
        _exchange.Faults.Clear();

        // Longer than the silence of a dead connection, the longest pause, two listings and their grace.
        await Task.Delay(TimeSpan.FromMinutes(6), _time).ConfigureAwait(false);
        foreach (WatchRecord watch in watches)
        {
            watch.Check(_truth);
            await watch.EndAsync().ConfigureAwait(false);
        }

        await Task.Delay(TimeSpan.FromSeconds(1), _time).ConfigureAwait(false);
        Truth.Require(_exchange.Counters.OpenSockets == 0, "a socket is open that nobody watches by");
        foreach (SandboxWindowCounters window in _exchange.Counters.Windows)
        {
            Truth.Require(window.Refused == 0, $"{window.Refused} requests were refused for want of budget");
        }
    }

    private SandboxOrder Place(string contract) =>
        _account.AddOrder(new SandboxOrderTemplate { ContractCode = contract, MarginMode = _random.Next(2) == 0 ? "cross" : "isolated", Price = 100, Volume = _random.Next(1, 5) });

    private async Task ActAsync(int acts)
    {
        for (int act = 0; act < acts; act++)
        {
            await Task.Delay(_scenario.Pause * _random.NextDouble(), _time).ConfigureAwait(false);
            SandboxOrder[] open = [.. _account.Orders.Where(order => order.IsOpen)];
            if (open.Length == 0 || _random.Next(3) == 0)
            {
                _truth.Note(Place(_random.Next(2) == 0 ? "BTC-USDT" : "ETH-USDT").OrderId, _time.Elapsed);
                continue;
            }

            SandboxOrder order = open[_random.Next(open.Length)];
            if (_random.Next(3) == 0)
            {
                _account.Cancel(order.OrderId);
            }
            else
            {
                _account.Fill(order.OrderId, _random.Next(2) == 0 ? 1 : order.Volume - order.FilledVolume);
            }

            _truth.Note(order.OrderId, _time.Elapsed);
        }
    }
}
