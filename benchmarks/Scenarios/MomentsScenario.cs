using System.Diagnostics;
using System.Globalization;
using HtxFutures.Sandbox;

namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>
/// When the cancels of many orders leave: without waiting for what they come to, waiting for it, and waiting for it while
/// no look is answered. Sending never waits for looking, so the moments are the same, and the bound is the budget's.
/// </summary>
internal static class MomentsScenario
{
    private static readonly TimeSpan s_roundTrip = TimeSpan.FromMilliseconds(40);

    public static async Task RunAsync(int count)
    {
        // 72 requests of ten in 3 s.
        double bound = 3.0 * Math.Floor((Math.Ceiling(count / 10.0) - 1) / 72);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} orders of 5 contracts, round trip {s_roundTrip.TotalMilliseconds:0} ms; by the budget the last cancel leaves after {bound:0} s at the earliest"));
        Console.WriteLine();
        Console.WriteLine("| | Half have left after (s) | The last after (s) |");
        Console.WriteLine("|---|---:|---:|");
        await MeasureAsync("no wait", count, null, readsHang: false);
        await MeasureAsync("-Wait", count, TimeSpan.FromSeconds(10), readsHang: false);
        await MeasureAsync("-Wait, reads hang", count, TimeSpan.FromSeconds(10), readsHang: true);
    }

    private static async Task MeasureAsync(string name, int count, TimeSpan? wait, bool readsHang)
    {
        var exchange = new SandboxExchange(new SandboxOptions { Latency = SandboxLatency.Fixed(s_roundTrip) });
        SandboxAccount account = exchange.AddAccount(ExchangeOnLoopback.AccessKey, ExchangeOnLoopback.SecretKey);
        OrderReference[] orders = [.. account.AddSampleOrders(count, 5).Select(order => OrderReference.Create(order.ContractCode, order.OrderId))];
        using var sandbox = new SandboxHandler(exchange);
        using var clock = new DepartureClock(sandbox);
        using HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(new HtxConnectOptions
        {
            Credential = HtxCredential.Create(ExchangeOnLoopback.AccessKey, ExchangeOnLoopback.SecretKey),
            Endpoint = HtxEndpoint.Parse("https://sandbox.invalid"),
            Handler = clock,
            Budgets = new BudgetRegistry(TimeProvider.System),
        });
        if (readsHang)
        {
            exchange.Faults.Add(new FaultRule(FaultKind.HangAfter) { RequestKind = SandboxRequestKind.Read });
        }

        clock.Start();
        await using CancelRun run = client.Orders.BeginCancelRun(new CancelRunOptions { WaitTimeout = wait });
        foreach (OrderReference order in orders)
        {
            while (!run.TryPost(order))
            {
                await run.WaitToPostAsync();
            }
        }

        run.Complete();
        while (await run.WaitToReadAsync())
        {
            while (run.TryRead(out _))
            {
            }
        }

        TimeSpan[] left = clock.Departures;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {left[left.Length / 2].TotalSeconds:0.00} | {left[^1].TotalSeconds:0.00} |"));
    }

    /// <summary>Notes when each cancel leaves.</summary>
    private sealed class DepartureClock(HttpMessageHandler exchange) : DelegatingHandler(exchange)
    {
        private readonly List<TimeSpan> _departures = [];
        private long _started;

        public TimeSpan[] Departures
        {
            get
            {
                lock (_departures)
                {
                    return [.. _departures.Order()];
                }
            }
        }

        public void Start() => _started = Stopwatch.GetTimestamp();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Post)
            {
                lock (_departures)
                {
                    _departures.Add(Stopwatch.GetElapsedTime(_started));
                }
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
