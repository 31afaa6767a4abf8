using System.Diagnostics;
using System.Globalization;
using HtxFutures.AlgoOrders;
using HtxFutures.Calls;
using HtxFutures.Orders;
using HtxFutures.Positions.Closing;
using HtxFutures.Sandbox;

namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>
/// Everything must go, orders, algo orders and positions, and that must be proven: the red button against a plain script
/// that lists, loops, and lists again, over loopback sockets with a set round trip.
/// </summary>
internal static class HaltScenario
{
    private const int Contracts = 5;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_roundTrip = TimeSpan.FromMilliseconds(40);

    public static async Task RunAsync(int orders, int algos)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{orders} orders of {Contracts} contracts, {algos} algo orders, 10 positions, round trip {s_roundTrip.TotalMilliseconds:0} ms: stop, close, prove"));
        Console.WriteLine();
        Console.WriteLine("| Way | Proven after (s) | Whole (s) | Requests | Refused | Orders, algo orders, positions left |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        double button = await MeasureAsync("`TradingDesk.StopAsync`, which is Stop-HtxTrading", orders, algos, ByButtonAsync);
        double script = await MeasureAsync("plain script: list, loop, list again", orders, algos, ByScriptAsync);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Ratio of times until proven: {button / script:0.000}"));
    }

    private static async Task<double> MeasureAsync(string name, int orders, int algos, Func<ExchangeOnLoopback, Task<(TimeSpan Proven, TimeSpan Whole)>> stopAll)
    {
        await using ExchangeOnLoopback exchange = await ExchangeOnLoopback.StartAsync(orders, Contracts, SandboxLatency.Fixed(s_roundTrip));
        exchange.Account.AddSampleAlgoOrders(algos, Contracts);
        foreach (string contract in new[] { "BTC-USDT", "ETH-USDT", "SOL-USDT", "XRP-USDT", "DOGE-USDT" })
        {
            exchange.Account.AddPosition(new SandboxPositionTemplate { ContractCode = contract, PositionSide = "long", Volume = 3 });
            exchange.Account.AddPosition(new SandboxPositionTemplate { ContractCode = contract, PositionSide = "short", MarginMode = "isolated", Volume = 2 });
        }

        (TimeSpan proven, TimeSpan whole) = await stopAll(exchange);
        await Task.Delay(200); // the last cancels take effect some tens of milliseconds after their answers
        int accepted = exchange.Counters.Windows.Sum(window => window.Accepted);
        int refused = exchange.Counters.Windows.Sum(window => window.Refused);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {proven.TotalSeconds:0.00} | {whole.TotalSeconds:0.00} | {accepted} | {refused} | {exchange.Account.OpenOrderCount}, {exchange.Account.AlgoOrders.Count(algo => algo.IsOpen)}, {exchange.Account.Positions.Count} |"));
        return proven.TotalSeconds;
    }

    private static async Task<(TimeSpan Proven, TimeSpan Whole)> ByButtonAsync(ExchangeOnLoopback exchange)
    {
        using HtxFuturesClient client = await exchange.ConnectAsync();
        HtxStopReport report = await client.Trading.StopAsync(TradingScope.Account, new StopTradingOptions { ClosesPositions = true });
        return report.IsFlat
            ? (TimeSpan.FromMilliseconds(report.ProvenAfterMs!.Value), TimeSpan.FromMilliseconds(report.ElapsedMs))
            : throw new InvalidOperationException(string.Join(' ', report.Failures));
    }

    // What it lists it lists by the client, since what is compared is how it is stopped and proven.
    private static async Task<(TimeSpan Proven, TimeSpan Whole)> ByScriptAsync(ExchangeOnLoopback exchange)
    {
        using HtxFuturesClient client = await exchange.ConnectAsync();
        using var loop = new PlainLoop(exchange.Address);
        long number = 0;
        var watch = Stopwatch.StartNew();
        while (true)
        {
            OrderReference[] orders = await client.Orders.ListOpenAsync().Select(order => OrderReference.Create(order.ContractCode, order.OrderId)).ToArrayAsync();
            OrderReference[] algos = await client.AlgoOrders.ListActiveAsync().Select(algo => OrderReference.Create(algo.ContractCode, algo.AlgoId, kind: OrderKind.AlgoOrder)).ToArrayAsync();
            PositionReference[] positions = await client.Positions.ListAsync().Select(PositionReference.Of).ToArrayAsync();
            if (orders.Length + algos.Length + positions.Length == 0 || watch.Elapsed > s_patience)
            {
                return (watch.Elapsed, watch.Elapsed);
            }

            ApiRequest[] requests =
            [
                .. orders.Select(OrderRequests.Cancel),
                .. algos.Select(algo => AlgoOrderRequests.Cancel([algo])),
                .. positions.Select(position => CloseRequests.Write(position, (++number).ToString(CultureInfo.InvariantCulture))),
            ];
            await loop.SendAllAsync(requests);
        }
    }
}
