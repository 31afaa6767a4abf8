using System.Security.Cryptography.X509Certificates;
using HtxFutures.Connecting;
using HtxFutures.LoopbackExchange;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>The sandbox behind a real TLS server whose certificate its clients trust, at the end of a network that can die.</summary>
internal sealed class ExchangeBehindTls : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly X509Certificate2 _certificate;
    private readonly BudgetRegistry _budgets = new(TimeProvider.System);

    private ExchangeBehindTls(LoopbackServer server, X509Certificate2 certificate, SandboxAccount account) =>
        (_server, _certificate, Account, Network) = (server, certificate, account, new Relay(server.Address));

    public SandboxAccount Account { get; }

    public Relay Network { get; }

    public SandboxExchange Exchange => _server.Exchange;

    public static async Task<ExchangeBehindTls> StartAsync(int orders)
    {
        var exchange = new SandboxExchange();
        SandboxAccount account = exchange.AddAccount(TestKeys.AccessKey, TestKeys.SecretKey);
        account.AddSampleOrders(orders);
        X509Certificate2 certificate = LoopbackCertificate.Create();
        return new ExchangeBehindTls(await LoopbackServer.StartAsync(exchange, certificate: certificate), certificate, account);
    }

    /// <summary>Connects as one does to the real exchange, but for the root that is trusted.</summary>
    public Task<HtxFuturesClient> ConnectAsync(TimeSpan timeout, TimeProvider? time = null) => HtxFuturesClient.ConnectAsync(
        TestConnection.To(Network.Address, time) with
        {
            RequestTimeout = timeout,
            Budgets = time is null ? _budgets : new BudgetRegistry(time),
            Network = NetworkSettings.Usual with { TrustedRoot = _certificate },
        },
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Network.DisposeAsync();
        await _server.DisposeAsync();
        _certificate.Dispose();
    }
}
