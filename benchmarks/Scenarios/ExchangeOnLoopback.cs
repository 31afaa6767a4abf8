using HtxFutures.LoopbackExchange;
using HtxFutures.Sandbox;

namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>A strict exchange behind real sockets, with one account and its open orders.</summary>
internal sealed class ExchangeOnLoopback : IAsyncDisposable
{
    public const string AccessKey = "benchmark-access-key";
    public const string SecretKey = "benchmark-secret-key";

    private readonly LoopbackServer _server;

    private ExchangeOnLoopback(LoopbackServer server, SandboxAccount account)
    {
        _server = server;
        Account = account;
    }

    public Uri Address => _server.Address;

    public SandboxAccount Account { get; }

    public DateTimeOffset Now => _server.Exchange.Now;

    public SandboxFaults Faults => _server.Exchange.Faults;

    public SandboxOptions Options => _server.Exchange.Options;

    public SandboxCounters Counters => _server.Exchange.Counters;

    public static async Task<ExchangeOnLoopback> StartAsync(int orders, int contracts, SandboxLatency latency)
    {
        var exchange = new SandboxExchange(new SandboxOptions { Latency = latency });
        SandboxAccount account = exchange.AddAccount(AccessKey, SecretKey);
        account.AddSampleOrders(orders, contracts);
        return new ExchangeOnLoopback(await LoopbackServer.StartAsync(exchange), account);
    }

    public Task<HtxFuturesClient> ConnectAsync() => HtxFuturesClient.ConnectAsync(new HtxConnectOptions
    {
        Credential = HtxCredential.Create(AccessKey, SecretKey),
        Endpoint = HtxEndpoint.Parse(Address.GetLeftPart(UriPartial.Authority)),
    });

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
