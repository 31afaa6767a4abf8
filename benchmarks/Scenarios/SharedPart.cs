using System.Diagnostics;
using System.Globalization;
using HtxFutures.Calls.Sharing;
using HtxFutures.Redis;
using HtxFutures.Sharing;

namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>One of several processes that share an account: this program once more, told what to do line by line.</summary>
internal sealed class SharedPart : IDisposable
{
    /// <summary>The argument that makes this program one.</summary>
    public const string Word = "shared-part";

    /// <summary>What the dead-man's switch is set to.</summary>
    public static readonly TimeSpan Switch = TimeSpan.FromHours(1);

    private const int Askings = 200;

    private readonly Process _process;

    private SharedPart(Process process) => _process = process;

    /// <summary>Starts one, which cancels every order whose place in the list is its own.</summary>
    public static SharedPart Start(ExchangeOnLoopback exchange, string medium, int part, int parts) => new(Process.Start(new ProcessStartInfo(
        Environment.ProcessPath!,
        [.. Library(), Word, exchange.Address.GetLeftPart(UriPartial.Authority), medium, $"{part}", $"{parts}", .. exchange.Account.Orders.Select(order => $"{order.ContractCode}/{order.OrderId}").Where((_, place) => place % parts == part)])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!);

    /// <summary>Waits until it is connected.</summary>
    public Task ReadyAsync() => _process.StandardOutput.ReadLineAsync();

    /// <summary>Has it cancel its orders.</summary>
    /// <returns>How long that took, in seconds.</returns>
    public Task<double> CancelAsync() => TellAsync("cancel");

    /// <summary>Has it ask the ledgers again and again.</summary>
    /// <returns>How long once takes, the median, in milliseconds.</returns>
    public Task<double> AskAsync() => TellAsync("ask");

    /// <summary>Has it set the dead-man's switch.</summary>
    /// <returns>How long that took, in seconds.</returns>
    public Task<double> UrgentAsync() => TellAsync("urgent");

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    /// <summary>What the process does.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        using HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(new HtxConnectOptions
        {
            Credential = HtxCredential.Create(ExchangeOnLoopback.AccessKey, ExchangeOnLoopback.SecretKey),
            Endpoint = HtxEndpoint.Parse(arguments[0]),
            SharedBudget = Media(arguments[1]),
            MustShare = true,
        });
        OrderReference[] orders = [.. arguments[4..].Select(order => OrderReference.Create(order.Split('/')[0], order.Split('/')[1]))];
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } line)
        {
            double told = line switch
            {
                "urgent" => await SwitchAsync(client),
                "ask" => await AskAsync(client),
                _ => await CancelAsync(client, orders),
            };
            Console.WriteLine(told.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static async Task<double> SwitchAsync(HtxFuturesClient client)
    {
        var watch = Stopwatch.StartNew();
        await client.Switch.EnableAsync(Switch);
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> CancelAsync(HtxFuturesClient client, OrderReference[] orders)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(orders.Select(order => client.Orders.CancelAsync(order)));
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> AskAsync(HtxFuturesClient client)
    {
        var times = new double[Askings];
        for (int i = 0; i < Askings; i++)
        {
            var watch = Stopwatch.StartNew();
            await client.AskRequestBudgetsAsync();
            times[i] = watch.Elapsed.TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Askings / 2];
    }

    private static ILedgerMedia? Media(string medium) => medium switch
    {
        "Process" => null,
        "Machine" => MachineMedia.Current,
        _ => new RedisDoor().Open(RedisAddress.Parse(medium)),
    };

    // Run by dotnet, it is a library.
    private static string[] Library() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(SharedPart).Assembly.Location] : [];

    private async Task<double> TellAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        return double.Parse((await _process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }
}
