using System.Diagnostics;
using System.Globalization;
using HtxFutures.Sandbox;

namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>
/// Many finished orders are read, over loopback sockets with a set round trip. P pages cannot be had in less than
/// floor((P - 1) / 72) windows of 3 s. And 100,000 are read where the window is wide: what is kept of them must not grow.
/// </summary>
internal static class HistoryScenario
{
    private const int Kept = 100_000;

    public static async Task RunAsync(int rows)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} finished orders of one contract and both margin modes, 100 on a page, strict window of 72 per 3 s"));
        Console.WriteLine();
        Console.WriteLine("| Round trip | Rows | Reads | Time (s) | Rows/s | Ratio to bound | First row (ms) | Refused |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        await MeasureAsync(TimeSpan.Zero, rows);
        await MeasureAsync(TimeSpan.FromMilliseconds(40), rows);
        Console.WriteLine();
        await MeasureMemoryAsync();
    }

    private static async Task MeasureAsync(TimeSpan roundTrip, int rows)
    {
        await using ExchangeOnLoopback exchange = await StartAsync(rows, roundTrip);
        using HtxFuturesClient client = await exchange.ConnectAsync();
        int before = Reads(exchange).Accepted;
        var watch = Stopwatch.StartNew();
        (int read, TimeSpan first) = (0, default);
        await foreach (HtxOrder _ in client.History.ListOrders(Query))
        {
            first = read++ == 0 ? watch.Elapsed : first;
        }

        double seconds = watch.Elapsed.TotalSeconds;
        int reads = Reads(exchange).Accepted - before;
        double bound = (before + reads - 1) / 72 * 3;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {roundTrip.TotalMilliseconds:0} ms | {read} | {reads} | {seconds:0.00} | {read / seconds:0} | {seconds / bound:0.000} | {first.TotalMilliseconds:0} | {Reads(exchange).Refused} |"));
    }

    private static async Task MeasureMemoryAsync()
    {
        await using ExchangeOnLoopback exchange = await StartAsync(Kept, TimeSpan.Zero);
        exchange.Account.SetLimit(SandboxRequestKind.Read, 1_000_000);
        using HtxFuturesClient client = await exchange.ConnectAsync();
        var alive = new List<double>();
        int read = 0;
        await foreach (HtxOrder _ in client.History.ListOrders(Query))
        {
            if (++read % (Kept / 10) == 0)
            {
                alive.Add(GC.GetTotalMemory(forceFullCollection: true) / 1e6);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Memory over {read} rows, exchange and client in one process, after a collection: {alive[0]:0.0} MB at a tenth, {alive[^1]:0.0} MB at the end, {alive.Max() - alive.Min():0.0} MB between the least and the most."));
    }

    private static FinishedOrdersQuery Query => new() { ContractCodes = ["BTC-USDT"], Since = DateTimeOffset.UtcNow.AddHours(-47) };

    private static SandboxWindowCounters Reads(ExchangeOnLoopback exchange) => exchange.Counters.Windows.Single(window => window.Kind == SandboxRequestKind.Read);

    private static async Task<ExchangeOnLoopback> StartAsync(int rows, TimeSpan roundTrip)
    {
        ExchangeOnLoopback exchange = await ExchangeOnLoopback.StartAsync(0, 1, SandboxLatency.Fixed(roundTrip));
        exchange.Options.LargestPage = 100; // as documented
        DateTimeOffset first = DateTimeOffset.UtcNow.AddHours(-46);
        for (int i = 0; i < rows; i++)
        {
            DateTimeOffset at = first + (TimeSpan.FromHours(45) / rows * i);
            exchange.Account.AddPastOrder(new SandboxPastOrder(new SandboxOrderTemplate { CreatedAt = at, MarginMode = i % 2 == 0 ? "cross" : "isolated" }, at));
        }

        return exchange;
    }
}
