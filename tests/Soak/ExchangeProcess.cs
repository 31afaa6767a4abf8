using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using HtxFutures.Sandbox;

namespace HtxFutures.Soak;

/// <summary>The exchange, in a process of its own, and the pages that drive it.</summary>
internal sealed class ExchangeProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly string _accessKey;
    private readonly string _secretKey;

    private ExchangeProcess(Process process, Uri address, string accessKey, string secretKey)
    {
        _process = process;
        Address = address;
        (_accessKey, _secretKey) = (accessKey, secretKey);
        _http = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    /// <summary>Starts it.</summary>
    public static async Task<ExchangeProcess> StartAsync(int accounts, int seed)
    {
        string program = typeof(ExchangeProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "LoopbackExchange").Value!;
        Process process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { program, "--accounts", Text(accounts), "--latency", "20", "--seed", Text(seed) },
            RedirectStandardOutput = true,
        })!;
        string line = await process.StandardOutput.ReadLineAsync() ?? "";
        Dictionary<string, string> said = line.Split(' ').Select(word => word.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        return new ExchangeProcess(process, new Uri(said["address"]), said["access-key"], said["secret-key"]);
    }

    /// <summary>The keys of an account; their numbers stand at their ends.</summary>
    public HtxCredential Credential(int account) => HtxCredential.Create(Numbered(_accessKey, account), Numbered(_secretKey, account).AsSpan());

    /// <summary>Replaces the faults.</summary>
    public async Task SetFaultsAsync(IEnumerable<FaultRule> rules)
    {
        using var body = new StringContent(string.Join(',', rules));
        using HttpResponseMessage answer = await _http.PostAsync(new Uri("/sandbox/faults", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Places orders.</summary>
    public async Task<SandboxOrder[]> PlaceAsync(int account, int count, int contracts)
    {
        using HttpResponseMessage answer = await _http.PostAsync(new Uri($"/sandbox/place?account={Text(account)}&count={Text(count)}&contracts={Text(contracts)}", UriKind.Relative), null);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<SandboxOrder[]>())!;
    }

    /// <summary>What the exchange knows of orders, by their ids.</summary>
    public async Task<Dictionary<string, SandboxOrder>> FindAsync(int account, IEnumerable<string> ids)
    {
        using var body = new StringContent(string.Join('\n', ids));
        using HttpResponseMessage answer = await _http.PostAsync(new Uri($"/sandbox/orders?account={Text(account)}", UriKind.Relative), body);
        SandboxOrder[] orders = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<SandboxOrder[]>())!;
        return orders.ToDictionary(order => order.OrderId);
    }

    /// <summary>What the exchange has counted.</summary>
    public async Task<ExchangeCounts> CountAsync()
    {
        using JsonDocument stats = JsonDocument.Parse(await _http.GetStringAsync(new Uri("/sandbox/stats", UriKind.Relative)));
        JsonElement[] windows = [.. stats.RootElement.GetProperty("windows").EnumerateArray()];
        return new ExchangeCounts(
            stats.RootElement.GetProperty("requests").GetInt32(),
            stats.RootElement.GetProperty("faults").EnumerateObject().Sum(fault => fault.Value.GetInt32()),
            windows.Max(window => window.GetProperty("highest").GetInt32()),
            windows.Sum(window => window.GetProperty("refused").GetInt32()),
            stats.RootElement.GetProperty("sockets").GetInt32(),
            stats.RootElement.GetProperty("open_sockets").GetInt32());
    }

    public void Dispose()
    {
        _http.Dispose();
        _process.Kill();
        _process.Dispose();
    }

    private static string Numbered(string key, int account) => $"{key.AsSpan(0, key.Length - 4)}{account.ToString("0000", CultureInfo.InvariantCulture)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
