using System.Diagnostics;
using System.Globalization;
using HtxFutures.Sandbox;

namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>
/// Everything must go: list all open orders and cancel them, over loopback sockets with a set round trip. The bound is
/// what the exchange's window allows, ceil(requests / 72) × 3 s; where that is one window, the round trips are all.
/// </summary>
internal static class KillSwitchScenario
{
    private static readonly TimeSpan s_roundTrip = TimeSpan.FromMilliseconds(40);

    public static async Task RunAsync(int orders, int contracts, bool all)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{orders} orders of {contracts} contracts, round trip {s_roundTrip.TotalMilliseconds:0} ms, list and cancel"));
        Console.WriteLine();
        Console.WriteLine("| Way | Time (s) | Trade requests | Refused | Ratio to bound | Left open | Peak memory (MB) |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        double bound = Bound(orders / 10);
        await MeasureAsync("client, `CancelRun`", orders, contracts, bound, ByRunAsync);
        await MeasureAsync("pwsh, `Get-HtxOrder \\| Stop-HtxOrder`", orders, contracts, bound, PowerShellRun.StopAllAsync);
        if (all)
        {
            await MeasureAsync("client, one order to a request", orders, contracts, Bound(orders), OneByOneAsync);
            await MeasureAsync("plain loop, own fixed window", orders, contracts, Bound(orders), ByLoopAsync);
        }
    }

    private static double Bound(int requests) => Math.Ceiling(requests / 72.0) * 3;

    private static async Task MeasureAsync(string name, int orders, int contracts, double bound, Func<ExchangeOnLoopback, Task<TimeSpan>> stopAll)
    {
        await using ExchangeOnLoopback exchange = await ExchangeOnLoopback.StartAsync(orders, contracts, SandboxLatency.Fixed(s_roundTrip));
        GC.Collect();
        using var memory = new PeakMemory();
        TimeSpan time = await stopAll(exchange);
        await Task.Delay(200);
        SandboxWindowCounters trade = exchange.Counters.Windows.Single(window => window.Kind == SandboxRequestKind.Trade);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {time.TotalSeconds:0.00} | {trade.Accepted + trade.Refused} | {trade.Refused} | {time.TotalSeconds / bound:0.00} | {exchange.Account.OpenOrderCount} | {memory.Megabytes:0} |"));
    }

    private static async Task<TimeSpan> ByRunAsync(ExchangeOnLoopback exchange)
    {
        using HtxFuturesClient client = await exchange.ConnectAsync();
        var watch = Stopwatch.StartNew();
        CancelRun run = client.Orders.BeginCancelRun();
        int results = await run.RunAsync(client.Orders.ListOpenAsync()).CountAsync();
        return results == run.Posted ? watch.Elapsed : throw new InvalidOperationException($"{results} results for {run.Posted} orders");
    }

    private static async Task<TimeSpan> OneByOneAsync(ExchangeOnLoopback exchange)
    {
        using HtxFuturesClient client = await exchange.ConnectAsync();
        var watch = Stopwatch.StartNew();
        List<HtxOrder> orders = await client.Orders.ListOpenAsync().ToListAsync();
        await Task.WhenAll(orders.Select(order => client.Orders.CancelAsync(OrderReference.Create(order.ContractCode, order.OrderId))));
        return watch.Elapsed;
    }

    private static async Task<TimeSpan> ByLoopAsync(ExchangeOnLoopback exchange)
    {
        using HtxFuturesClient client = await exchange.ConnectAsync();
        using var loop = new PlainLoop(exchange.Address);
        var watch = Stopwatch.StartNew();
        List<HtxOrder> orders = await client.Orders.ListOpenAsync().ToListAsync();
        await loop.CancelAllAsync([.. orders.Select(order => OrderReference.Create(order.ContractCode, order.OrderId))]);
        return watch.Elapsed;
    }
}
