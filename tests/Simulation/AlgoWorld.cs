using HtxFutures.Sandbox;

namespace HtxFutures.Simulation;

/// <summary>The algo orders of a run: those that there are, what the market does to them, and who stops them. Its random numbers are its own, so that runs without algo orders are as they were.</summary>
internal sealed class AlgoWorld
{
    private readonly SandboxExchange _exchange;
    private readonly SandboxAccount _account;
    private readonly Scenario _scenario;
    private readonly VirtualTime _time;
    private readonly Random _random;
    private readonly List<string> _parents = [];

    public AlgoWorld(SandboxExchange exchange, SandboxAccount account, Scenario scenario, VirtualTime time)
    {
        (_exchange, _account, _scenario, _time) = (exchange, account, scenario, time);
        _random = new Random(scenario.Seed ^ 0x7a19);
        _account.AddSampleAlgoOrders(scenario.Algos.Algos, scenario.Contracts);
        AddTwins();
        AddParents();
        if (scenario.Algos.BrokenListing is { } broken)
        {
            _exchange.Faults.Add(broken);
        }
    }

    private AlgoScenario Plan => _scenario.Algos;

    /// <summary>Those who stop algo orders.</summary>
    public IEnumerable<Operator> Operators(IReadOnlyList<HtxFuturesClient> clients, Truth truth)
    {
        bool areTaken = _exchange.Options.CancelAllTakesAlgoOrders && !Plan.Alone;
        bool isAlone = Plan.Operators == 1 && !areTaken;
        bool isWhole = isAlone && Plan.MarketEvents == 0 && !_exchange.Options.DirectionsTurned && _exchange.Options.LargestPage > 2;
        var source = new AlgoOrders(_account, _time, _exchange.Options.AlgoListingNeedsContract, isWhole);
        for (int i = 0; i < Plan.Operators; i++)
        {
            yield return new Operator(clients[_random.Next(clients.Count)], source, truth, isAlone, _time, new Random(_random.Next()));
        }
    }

    /// <summary>Lets the market do what it does meanwhile.</summary>
    public async Task MoveAsync()
    {
        for (int left = Plan.MarketEvents; left > 0; left--)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(1, 400)), _time).ConfigureAwait(false);
            SandboxAlgoOrder[] algos = [.. _account.AlgoOrders];
            if (algos.Length > 0)
            {
                Move(algos[_random.Next(algos.Length)]);
            }
        }
    }

    private void Move(SandboxAlgoOrder algo)
    {
        SandboxAlgoTemplate terms = algo.Terms;
        switch (_random.Next(5))
        {
            case 0:
                _account.FireAlgoOrder(algo.AlgoId);
                break;
            case 1:
                _account.FailAlgoOrder(algo.AlgoId);
                break;
            case 2:
                _account.EndPosition(terms.ContractCode, terms.PositionSide, terms.MarginMode);
                break;
            case 3 when _parents.Count > 0:
                _account.Fill(_parents[_random.Next(_parents.Count)], _random.Next(1, 4));
                break;
            default:
                _exchange.MovePrice(terms.ContractCode, _exchange.PriceOf(terms.ContractCode)!.Value * (1 + (_random.Next(-80, 81) / 1000m)));
                break;
        }
    }

    /// <summary>Algo orders whose ids are those of orders, of the same contract.</summary>
    private void AddTwins()
    {
        foreach (SandboxOrder order in _account.Orders.OrderBy(_ => _random.Next()).Take(Plan.Twins).ToArray())
        {
            _account.AddAlgoOrder(new SandboxAlgoTemplate(SandboxAlgoType.Trigger) { AlgoId = order.OrderId, ContractCode = order.ContractCode, TriggerPrice = 1_000_000, PriceMatch = "optimal_5" });
        }
    }

    private void AddParents()
    {
        for (int i = 0; i < Plan.Parents; i++)
        {
            SandboxOrder parent = _account.AddOrder(new SandboxOrderTemplate { Volume = 3, TakeProfit = new SandboxStop(1_000_000), StopLoss = new SandboxStop(1) });
            _parents.Add(parent.OrderId);
        }
    }
}
