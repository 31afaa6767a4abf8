using BenchmarkDotNet.Attributes;
using HtxFutures.Calls.Budget;
using HtxFutures.Sandbox;

namespace HtxFutures.Benchmarks.Micro;

/// <summary>What an order costs on its way through budget and dispatcher, against an exchange in the process.</summary>
[MemoryDiagnoser]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The iteration's clean-up disposes them.")]
public class DispatchBenchmarks
{
    private const int Orders = 500;

    private readonly RequestBudget _budget = new(BudgetBucket.Trade, TimeProvider.System, int.MaxValue);
    private HtxFuturesClient? _client;
    private SandboxHandler? _handler;
    private OrderReference[] _orders = [];

    [Benchmark]
    public async Task AcquireAndGiveBack()
    {
        await _budget.AcquireAsync(CancellationToken.None);
        _budget.NotSent();
    }

    [IterationSetup(Target = nameof(CancelRunOfFiveHundred))]
    public void Connect()
    {
        var exchange = new SandboxExchange(new SandboxOptions { RequestLimit = 1_000_000 });
        SandboxAccount account = exchange.AddAccount("benchmark-access-key", "benchmark-secret-key");
        _orders = [.. account.AddSampleOrders(Orders).Select(order => OrderReference.Create(order.ContractCode, order.OrderId))];
        _handler = new SandboxHandler(exchange);
        _client = HtxFuturesClient.ConnectAsync(new HtxConnectOptions
        {
            Credential = HtxCredential.Create("benchmark-access-key", "benchmark-secret-key"),
            Handler = _handler,
            Budgets = new BudgetRegistry(TimeProvider.System) { AssumedLimit = 1_000_000 },
        }).GetAwaiter().GetResult();
    }

    [IterationCleanup(Target = nameof(CancelRunOfFiveHundred))]
    public void Disconnect()
    {
        _client?.Dispose();
        _handler?.Dispose();
    }

    [Benchmark(OperationsPerInvoke = Orders)]
    public async Task CancelRunOfFiveHundred()
    {
        await using CancelRun run = _client!.Orders.BeginCancelRun();
        foreach (OrderReference order in _orders)
        {
            run.TryPost(order);
        }

        run.Complete();
        while (await run.WaitToReadAsync())
        {
            while (run.TryRead(out _))
            {
            }
        }
    }
}
