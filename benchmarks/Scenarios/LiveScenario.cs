using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HtxFutures.Sandbox;

namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>
/// How long after a change of an order its row is there, and how many a second it can take, over loopback sockets. Beside it a
/// plain socket that only receives: what lies between is ours.
/// </summary>
internal static class LiveScenario
{
    private const int Changes = 3000;
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(2);

    public static async Task RunAsync(int burst)
    {
        await using ExchangeOnLoopback exchange = await ExchangeOnLoopback.StartAsync(0, 1, default);
        using HtxFuturesClient client = await exchange.ConnectAsync();
        await MeasureDelayAsync(exchange, client);
        await MeasureBurstAsync(exchange, client, burst);
        await MeasureFloodAsync(burst);
    }

    private static async Task MeasureDelayAsync(ExchangeOnLoopback exchange, HtxFuturesClient client)
    {
        using var stop = new CancellationTokenSource();
        using ClientWebSocket plain = await SubscribeAsync(exchange);
        var rows = new List<long>(Changes);
        var received = new List<long>(Changes);
        var begun = new TaskCompletionSource();
        Task watching = WatchAsync(client, begun, _ => rows.Add(Stopwatch.GetTimestamp()), stop.Token);
        Task receiving = ReceiveAsync(plain, received, stop.Token);
        await begun.Task;
        var changed = new long[Changes];
        for (int i = 0; i < Changes; i++)
        {
            changed[i] = Stopwatch.GetTimestamp();
            exchange.Account.AddOrder(Order);
            await Task.Delay(s_between);
        }

        await UntilAsync(() => rows.Count >= Changes && received.Count >= Changes);
        await stop.CancelAsync();
        await Task.WhenAll(watching, receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        double[] ours = Delays(changed, rows);
        double[] bare = Delays(changed, received);
        Console.WriteLine($"| {Changes} changes, one every 2 ms | Median (ms) | p99 (ms) |");
        Console.WriteLine("|---|---:|---:|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `LiveDesk.WatchOrdersAsync`: until the row | {At(ours, 0.5):0.000} | {At(ours, 0.99):0.000} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| plain socket: until the message, unread | {At(bare, 0.5):0.000} | {At(bare, 0.99):0.000} |"));
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Ratio of medians: {At(ours, 0.5) / At(bare, 0.5):0.00}"));
        Console.WriteLine();
    }

    private static async Task MeasureBurstAsync(ExchangeOnLoopback exchange, HtxFuturesClient client, int burst)
    {
        using var stop = new CancellationTokenSource();
        int count = 0;
        var ids = new HashSet<string>(burst);
        var begun = new TaskCompletionSource();
        Task watching = WatchAsync(client, begun, order => { ids.Add(order.OrderId); count++; }, stop.Token);
        await begun.Task;
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < burst; i++)
        {
            exchange.Account.AddOrder(Order);
        }

        TimeSpan sent = watch.Elapsed;
        await UntilAsync(() => Volatile.Read(ref count) >= burst);
        TimeSpan took = watch.Elapsed;
        await stop.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{burst} changes in {sent.TotalSeconds:0.00} s: {ids.Count} orders shown, {count} rows, after {took.TotalSeconds:0.00} s, which is {burst / took.TotalSeconds:0} rows a second with the exchange in the same process"));
    }

    /// <summary>As many as it takes, from a socket that costs nothing.</summary>
    private static async Task MeasureFloodAsync(int changes)
    {
        var sandbox = new SandboxExchange();
        sandbox.AddAccount(ExchangeOnLoopback.AccessKey, ExchangeOnLoopback.SecretKey);
        using var handler = new SandboxHandler(sandbox);
        using var flood = new FloodSocket();
        using HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(new HtxConnectOptions
        {
            Credential = HtxCredential.Create(ExchangeOnLoopback.AccessKey, ExchangeOnLoopback.SecretKey),
            Endpoint = HtxEndpoint.Parse("https://sandbox.invalid"),
            Handler = handler,
            OpenSocket = (_, _) => Task.FromResult<WebSocket>(flood),
            Budgets = new BudgetRegistry(TimeProvider.System),
        });
        using var stop = new CancellationTokenSource();
        int count = 0;
        var begun = new TaskCompletionSource();
        Task watching = WatchAsync(client, begun, _ => count++, stop.Token);
        await begun.Task;
        var watch = Stopwatch.StartNew();
        flood.Begin(changes);
        await UntilAsync(() => Volatile.Read(ref count) >= changes);
        TimeSpan took = watch.Elapsed;
        await stop.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{changes} changes from a socket that costs nothing: {count} rows after {took.TotalSeconds:0.00} s, which is {changes / took.TotalSeconds:0} rows a second"));
    }

    private static SandboxOrderTemplate Order { get; } = new() { ContractCode = "BTC-USDT", Volume = 1, Price = 100 };

    private static async Task WatchAsync(HtxFuturesClient client, TaskCompletionSource begun, Action<HtxOrder> shown, CancellationToken stop)
    {
        await foreach (HtxLiveItem item in client.Live.WatchOrdersAsync(cancellationToken: stop))
        {
            if (item.Order is { } order)
            {
                shown(order);
            }
            else if (item.Notice == HtxLiveNotice.Connected)
            {
                begun.TrySetResult();
            }
            else
            {
                Console.WriteLine(item.Message);
            }
        }
    }

    private static async Task ReceiveAsync(ClientWebSocket socket, List<long> received, CancellationToken stop)
    {
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            int length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), stop);
                length += part.Count;
            }
            while (!part.EndOfMessage);

            if (buffer.AsSpan(0, length).IndexOf("\"notify\""u8) >= 0)
            {
                received.Add(Stopwatch.GetTimestamp());
            }
        }
    }

    private static async Task<ClientWebSocket> SubscribeAsync(ExchangeOnLoopback exchange)
    {
        const string path = "/ws/v5/notification";
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(exchange.Address) { Scheme = "ws", Path = path }.Uri, CancellationToken.None);
        string stamp = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        string query = $"AccessKeyId={ExchangeOnLoopback.AccessKey}&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp={Uri.EscapeDataString(stamp)}";
        string signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ExchangeOnLoopback.SecretKey), Encoding.UTF8.GetBytes($"GET\n{exchange.Address.Host}\n{path}\n{query}")));
        await SendAsync(new { op = "auth", type = "api", AccessKeyId = ExchangeOnLoopback.AccessKey, SignatureMethod = "HmacSHA256", SignatureVersion = "2", Timestamp = stamp, Signature = signature });
        await socket.ReceiveAsync(new byte[4096].AsMemory(), CancellationToken.None);
        await SendAsync(new { op = "sub", cid = "1", topic = "orders", contract_code = "*" });
        await socket.ReceiveAsync(new byte[4096].AsMemory(), CancellationToken.None);
        return socket;

        ValueTask SendAsync(object message) => socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message).AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None);
    }

    private static double[] Delays(long[] from, List<long> to) => [.. from.Zip(to, (begin, end) => Stopwatch.GetElapsedTime(begin, end).TotalMilliseconds).Order()];

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];

    private static async Task UntilAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > TimeSpan.FromMinutes(2))
            {
                throw new TimeoutException("Not all of it came.");
            }

            await Task.Delay(1);
        }
    }
}
