using System.Diagnostics;
using System.Globalization;
using HtxFutures.Sandbox;

namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>
/// Cancels many orders, one to a request, over round trips that jump about, and holds the time against the bound that
/// the exchange's window sets: ceil(N / 72) × 3 s.
/// </summary>
internal static class BudgetScenario
{
    private static readonly SandboxLatency s_latency = new(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(250));

    public static async Task RunAsync(int count)
    {
        double bound = Math.Ceiling(count / 72.0) * 3;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} orders, one to a request, round trips of 5 to 250 ms, strict window of 72 per 3 s; bound {bound:0} s"));
        Console.WriteLine();
        Console.WriteLine("| Way | Time (s) | Ratio to bound | Most in a window | Refused | Left open |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");

        // Each on an exchange of its own, at the same time: the machine is the same for both.
        await Task.WhenAll(
            MeasureAsync("HtxFutures", count, bound, CancelByClientAsync),
            MeasureAsync("plain loop, own fixed window", count, bound, CancelByLoopAsync));
    }

    private static async Task MeasureAsync(string name, int count, double bound, Func<ExchangeOnLoopback, IReadOnlyList<SandboxOrder>, Task> cancel)
    {
        await using ExchangeOnLoopback exchange = await ExchangeOnLoopback.StartAsync(count, 5, s_latency);
        var watch = Stopwatch.StartNew();
        await cancel(exchange, exchange.Account.Orders);
        double seconds = watch.Elapsed.TotalSeconds;

        // The last cancels take effect some tens of milliseconds after their answers.
        await Task.Delay(200);
        SandboxWindowCounters trade = exchange.Counters.Windows.Single(window => window.Kind == SandboxRequestKind.Trade);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {seconds:0.00} | {seconds / bound:0.000} | {trade.Highest} | {trade.Refused} | {exchange.Account.OpenOrderCount} |"));
    }

    private static async Task CancelByClientAsync(ExchangeOnLoopback exchange, IReadOnlyList<SandboxOrder> orders)
    {
        using HtxFuturesClient client = await exchange.ConnectAsync();
        await Task.WhenAll(orders.Select(order => client.Orders.CancelAsync(OrderReference.Create(order.ContractCode, order.OrderId))));
    }

    private static async Task CancelByLoopAsync(ExchangeOnLoopback exchange, IReadOnlyList<SandboxOrder> orders)
    {
        using var loop = new PlainLoop(exchange.Address);
        await loop.CancelAllAsync([.. orders.Select(order => OrderReference.Create(order.ContractCode, order.OrderId))]);
    }
}
