using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using HtxFutures.Connecting;
using HtxFutures.LoopbackExchange;
using HtxFutures.Sandbox;

namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>
/// The way to the exchange dies without a word and comes back, over TLS: how long it takes until a cancel is answered, with
/// few and with many connections kept. The bound is one request time-out and a second.
/// </summary>
internal static class DeadPathScenario
{
    private static readonly TimeSpan s_oneWay = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(3.5);
    private static readonly double s_bound = s_timeout.TotalSeconds + 1;

    public static async Task RunAsync()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Request time-out {s_timeout.TotalSeconds:0} s, round trip {s_oneWay.TotalMilliseconds * 2:0} ms, TLS; bound {s_bound:0} s"));
        Console.WriteLine();
        Console.WriteLine("| Connections kept | Answered after (s) | Ratio to bound | Attempts | The next (s) | Attempts |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|");
        foreach (int kept in (int[])[1, 10, 60])
        {
            await MeasureAsync(kept);
        }
    }

    private static async Task MeasureAsync(int kept)
    {
        var exchange = new SandboxExchange();
        SandboxAccount account = exchange.AddAccount(ExchangeOnLoopback.AccessKey, ExchangeOnLoopback.SecretKey);
        account.AddSampleOrders(kept + 2, 1);
        using X509Certificate2 certificate = LoopbackCertificate.Create();
        await using LoopbackServer server = await LoopbackServer.StartAsync(exchange, certificate: certificate);
        await using var network = new Relay(server.Address, s_oneWay);
        using HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(new HtxConnectOptions
        {
            Credential = HtxCredential.Create(ExchangeOnLoopback.AccessKey, ExchangeOnLoopback.SecretKey),
            Endpoint = HtxEndpoint.Parse(network.Address.GetLeftPart(UriPartial.Authority)),
            RequestTimeout = s_timeout,
            Network = NetworkSettings.Usual with { TrustedRoot = certificate },
        });
        IReadOnlyList<SandboxOrder> orders = account.Orders;
        exchange.Options.Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(500)); // all at once, each on a connection of its own
        await Task.WhenAll(orders.Take(kept).Select(order => CancelAsync(client, order)));
        exchange.Options.Latency = default;
        int connections = network.OpenConnections;
        await Task.Delay(s_window); // those are out of the window then

        network.Silence();
        (double first, int attempts) = await CancelAsync(client, orders[kept]);
        (double next, int nextAttempts) = await CancelAsync(client, orders[kept + 1]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {connections} | {first:0.00} | {first / s_bound:0.00} | {attempts} | {next:0.00} | {nextAttempts} |"));
    }

    private static async Task<(double Seconds, int Attempts)> CancelAsync(HtxFuturesClient client, SandboxOrder order)
    {
        var watch = Stopwatch.StartNew();
        HtxCancelResult result = await client.Orders.CancelAsync(OrderReference.Create(order.ContractCode, order.OrderId));
        return result.Outcome == CancelOutcome.Accepted
            ? (watch.Elapsed.TotalSeconds, result.Attempts)
            : throw new InvalidOperationException($"{result.Outcome} after {watch.Elapsed.TotalSeconds:0.0} s");
    }
}
