using System.Diagnostics;
using System.Globalization;
using HtxFutures.Sandbox;

namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>
/// Every trade request runs, and is answered with "busy" all the same, so that each order is in doubt. Doubts are
/// settled together: what they cost is some listings, whichever way left them.
/// </summary>
internal static class DoubtScenario
{
    private static readonly TimeSpan s_roundTrip = TimeSpan.FromMilliseconds(40);

    public static async Task RunAsync(int orders, int contracts)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{orders} orders of {contracts} contracts, round trip {s_roundTrip.TotalMilliseconds:0} ms, every cancel answered with busy after it ran"));
        Console.WriteLine();
        Console.WriteLine("| Way | Time (s) | Trade requests | Reads | Ratio of reads to one an order | Known as cancelled | Left open |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        await MeasureAsync("stream, `CancelRun`", orders, contracts, desk => desk.BeginCancelRun().RunAsync(desk.ListOpenAsync()));
        await MeasureAsync("mass cancel", orders, contracts, MassCancelAsync);
    }

    private static async IAsyncEnumerable<HtxCancelResult> MassCancelAsync(OrderDesk desk)
    {
        MassCancelPlan plan = await desk.PlanMassCancelAsync(MassCancelScope.Account);
        await foreach (HtxCancelResult result in desk.MassCancelAsync(plan))
        {
            yield return result;
        }
    }

    private static async Task MeasureAsync(string name, int orders, int contracts, Func<OrderDesk, IAsyncEnumerable<HtxCancelResult>> stopAll)
    {
        await using ExchangeOnLoopback exchange = await ExchangeOnLoopback.StartAsync(orders, contracts, SandboxLatency.Fixed(s_roundTrip));
        using HtxFuturesClient client = await exchange.ConnectAsync();
        exchange.Faults.Add(new FaultRule(FaultKind.BusyAfter) { RequestKind = SandboxRequestKind.Trade });
        int readsBefore = Window(exchange, SandboxRequestKind.Read);
        var watch = Stopwatch.StartNew();
        List<HtxCancelResult> results = await stopAll(client.Orders).ToListAsync();
        double seconds = watch.Elapsed.TotalSeconds;
        int reads = Window(exchange, SandboxRequestKind.Read) - readsBefore;
        int cancelled = results.Count(result => result.Outcome is CancelOutcome.Canceled or CancelOutcome.PartiallyCanceled);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {seconds:0.00} | {Window(exchange, SandboxRequestKind.Trade)} | {reads} | {(double)reads / orders:0.00} | {cancelled} of {results.Count} | {exchange.Account.OpenOrderCount} |"));
    }

    private static int Window(ExchangeOnLoopback exchange, SandboxRequestKind kind) =>
        exchange.Counters.Windows.Where(window => window.Kind == kind).Sum(window => (int)(window.Accepted + window.Refused));
}
