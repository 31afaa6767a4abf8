using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using HtxFutures.Sandbox;

namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>
/// One account, several processes: single cancels are divided among 1, 2 and 4 of them, and all together are held against
/// the bound that the exchange's strict window sets, whether they share by a file of the machine or through a Redis. Then
/// one process has thousands waiting, and another one has something urgent: it waits for the next window at the longest, and
/// there for no place: by how much it is behind the first of that window is told beside it.
/// </summary>
internal static class SharedScenario
{
    private const int Limit = 72;
    // What had its place before the urgent request asked may still be on its way to the exchange.
    private static readonly TimeSpan s_underWay = TimeSpan.FromMilliseconds(20);

    private static readonly SandboxLatency s_roundTrip = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40));

    public static async Task RunAsync(int count)
    {
        double bound = (Math.Ceiling(count / (double)Limit) - 1) * 3;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} orders, one to a request, round trip 40 ms, strict window of {Limit} per 3 s; bound {bound:0} s"));
        Console.WriteLine();
        Console.WriteLine("| Shared by | Processes | Time (s) | Ratio to bound | Most in a window | Refused | Left open | Asking the ledgers, median (ms) |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        using Process? redis = await StartRedisAsync() is { } started ? started.Process : null;
        string[] media = ["Process", "Machine", .. redis is null ? Array.Empty<string>() : [s_redis!]];
        try
        {
            foreach (string medium in media)
            {
                foreach (int processes in medium == "Process" ? [1] : (int[])[1, 2, 4])
                {
                    await MeasureAsync(medium, processes, count, bound);
                }
            }

            Console.WriteLine();
            Console.WriteLine("| Shared by | Urgent requests | Answered after, median and most (s) | Behind the first of its window, median and most (ms) |");
            Console.WriteLine("|---|---:|---:|---:|");
            foreach (string medium in media.Skip(1))
            {
                await MeasureUrgentAsync(medium);
            }
        }
        finally
        {
            redis?.Kill();
        }
    }

    private static string? s_redis;

    private static async Task MeasureAsync(string medium, int processes, int count, double bound)
    {
        await using ExchangeOnLoopback exchange = await ExchangeOnLoopback.StartAsync(count, 5, s_roundTrip);
        SharedPart[] parts = [.. Enumerable.Range(0, processes).Select(part => SharedPart.Start(exchange, medium, part, processes))];
        foreach (SharedPart part in parts)
        {
            await part.ReadyAsync();
        }

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(parts.Select(part => part.CancelAsync()));
        double seconds = watch.Elapsed.TotalSeconds;
        double[] asking = await Task.WhenAll(parts.Select(part => part.AskAsync())); // afterwards, when nobody is held up by it

        foreach (SharedPart part in parts)
        {
            part.Dispose();
        }

        // The last cancels take effect some tens of milliseconds after their answers.
        await Task.Delay(200);
        SandboxWindowCounters trade = exchange.Counters.Windows.Single(window => window.Kind == SandboxRequestKind.Trade);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {Name(medium)} | {processes} | {seconds:0.00} | {seconds / bound:0.000} | {trade.Highest} | {trade.Refused} | {exchange.Account.OpenOrderCount} | {asking.Average():0.000} |"));
    }

    private static async Task MeasureUrgentAsync(string medium)
    {
        const int waiting = 5000, urgent = 12;
        await using ExchangeOnLoopback exchange = await ExchangeOnLoopback.StartAsync(waiting, 5, s_roundTrip);
        using SharedPart busy = SharedPart.Start(exchange, medium, 0, 1), other = SharedPart.Start(exchange, medium, 0, 1);
        await busy.ReadyAsync();
        await other.ReadyAsync();
        _ = busy.CancelAsync(); // for as long as this is measured
        await Task.Delay(4000);
        var times = new List<double>();
        var behind = new List<double>();
        for (int i = 0; i < urgent; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500 + (i * 170))); // at other moments of the window each time
            DateTimeOffset asked = exchange.Now;
            times.Add(await other.UrgentAsync());
            DateTimeOffset served = exchange.Account.AutoCancelAt!.Value - SharedPart.Switch;
            await Task.Delay(100); // cancels take effect some time after the exchange has taken them
            DateTimeOffset first = exchange.Account.Orders.Where(order => !order.IsOpen).Select(order => order.UpdatedAt - exchange.Options.CancelDelay).Where(taken => taken > asked + s_underWay).Append(served).Min();
            behind.Add((served - first).TotalMilliseconds);
        }

        times.Sort();
        behind.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Name(medium)} | {urgent} | {times[urgent / 2]:0.00}, {times[^1]:0.00} | {behind[urgent / 2]:0}, {behind[^1]:0} |"));
    }

    private static string Name(string medium) => medium.StartsWith("redis", StringComparison.Ordinal) ? "Redis" : medium;

    private static async Task<(Process Process, string Address)?> StartRedisAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        listener.Stop();
        try
        {
            var process = Process.Start(new ProcessStartInfo("redis-server", ["--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", Path.GetTempPath()]) { RedirectStandardOutput = true })!;
            _ = process.StandardOutput.ReadToEndAsync();
            // A server that has just begun may have forgotten what it had granted, and those who share are careful.
            await Task.Delay(TimeSpan.FromSeconds(11));
            s_redis = $"redis://127.0.0.1:{port}";
            return (process, s_redis);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("(redis-server is not installed: without Redis)");
            return null;
        }
    }
}
