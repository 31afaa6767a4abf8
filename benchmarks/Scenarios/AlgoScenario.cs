using System.Diagnostics;
using System.Globalization;
using HtxFutures.AlgoOrders;
using HtxFutures.Sandbox;

namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>
/// Algo orders must go: list the five types of them and cancel them, over loopback sockets with a set round trip. There is
/// no cancel for all, and one request takes up to ten of a contract, so the bound is ceil(n / 10) requests a contract.
/// </summary>
internal static class AlgoScenario
{
    private static readonly TimeSpan s_roundTrip = TimeSpan.FromMilliseconds(40);

    public static async Task RunAsync(int algos, int contracts)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{algos} algo orders of five types and {contracts} contracts, round trip {s_roundTrip.TotalMilliseconds:0} ms, list and cancel"));
        Console.WriteLine();
        Console.WriteLine("| Way | Time (s) | Trade requests | Ratio to bound | Reads | Refused | Left active |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        double client = await MeasureAsync("client, `AlgoOrderDesk`", algos, contracts, ByClientAsync);
        double loop = await MeasureAsync("plain loop, one after the other", algos, contracts, ByLoopAsync);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Ratio of times: {client / loop:0.000}"));
    }

    private static async Task<double> MeasureAsync(string name, int algos, int contracts, Func<ExchangeOnLoopback, Task<TimeSpan>> stopAll)
    {
        await using ExchangeOnLoopback exchange = await ExchangeOnLoopback.StartAsync(0, contracts, SandboxLatency.Fixed(s_roundTrip));
        exchange.Options.LargestPage = 100; // as documented
        exchange.Account.AddSampleAlgoOrders(algos, contracts);
        int bound = exchange.Account.AlgoOrders.GroupBy(algo => algo.Terms.ContractCode).Sum(group => (group.Count() + 9) / 10);
        TimeSpan time = await stopAll(exchange);

        // The last cancels take effect some tens of milliseconds after their answers.
        await Task.Delay(200);
        SandboxWindowCounters trade = exchange.Counters.Windows.Single(window => window.Kind == SandboxRequestKind.Trade);
        SandboxWindowCounters read = exchange.Counters.Windows.Single(window => window.Kind == SandboxRequestKind.Read);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {time.TotalSeconds:0.00} | {trade.Accepted} | {(double)trade.Accepted / bound:0.00} | {read.Accepted} | {trade.Refused + read.Refused} | {exchange.Account.AlgoOrders.Count(algo => algo.IsOpen)} |"));
        return time.TotalSeconds;
    }

    private static async Task<TimeSpan> ByClientAsync(ExchangeOnLoopback exchange)
    {
        using HtxFuturesClient client = await exchange.ConnectAsync();
        var watch = Stopwatch.StartNew();
        List<HtxCancelResult> results = await client.AlgoOrders.CancelAsync(client.AlgoOrders.ListActiveAsync()).ToListAsync();
        return results.TrueForAll(result => result.Outcome == CancelOutcome.Accepted) ? watch.Elapsed : throw new InvalidOperationException("Not all were taken.");
    }

    private static async Task<TimeSpan> ByLoopAsync(ExchangeOnLoopback exchange)
    {
        using HtxFuturesClient client = await exchange.ConnectAsync(); // it lists, since what is compared is how it is stopped
        var watch = Stopwatch.StartNew();
        var algos = new List<OrderReference>();
        foreach (AlgoOrderType type in AlgoOrderListing.Types)
        {
            await foreach (HtxAlgoOrder algo in client.AlgoOrders.ListActiveAsync(new ActiveAlgoOrdersQuery { Type = type }))
            {
                algos.Add(OrderReference.Create(algo.ContractCode, algo.AlgoId, kind: OrderKind.AlgoOrder));
            }
        }

        using var loop = new PlainLoop(exchange.Address);
        await loop.SendAllAsync([.. algos.Select(algo => AlgoOrderRequests.Cancel([algo]))]);
        return watch.Elapsed;
    }
}
