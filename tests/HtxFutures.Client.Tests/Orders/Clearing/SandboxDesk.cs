using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Orders.Clearing;

/// <summary>A client and its exchange in virtual time; calls come back when they are done.</summary>
internal sealed class SandboxDesk : IDisposable
{
    public const string CancelAll = "/v5/trade/cancel_all_orders";
    public const string CancelAfter = "/v5/trade/cancel-after";
    public const string Opens = "/v5/trade/order/opens";

    private const string AccessKey = "virtual-access-key-0001";
    private const string SecretKey = "virtual-secret-key-0001";

    private readonly SandboxHandler _handler;
    private readonly BudgetRegistry _budgets;

    public SandboxDesk(SandboxOptions? options = null)
    {
        Exchange = new SandboxExchange(options ?? new SandboxOptions { Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40)) }, Time);
        Account = Exchange.AddAccount(AccessKey, SecretKey);
        _handler = new SandboxHandler(Exchange);
        _budgets = new BudgetRegistry(Time);
        Client = Connect();
    }

    public VirtualTime Time { get; } = new();

    public SandboxExchange Exchange { get; }

    public SandboxAccount Account { get; }

    public HtxFuturesClient Client { get; }

    /// <summary>Opens another session of the account, or the account at another address, or from another machine; closed by the caller.</summary>
    public HtxFuturesClient Connect(string endpoint = "https://sandbox.invalid", TimeProvider? machine = null) => Time.Run(() => HtxFuturesClient.ConnectAsync(new HtxConnectOptions
    {
        Credential = HtxCredential.Create(AccessKey, SecretKey.AsSpan()),
        Endpoint = HtxEndpoint.Parse(endpoint),
        Handler = _handler,
        TimeProvider = machine ?? Time,
        Budgets = _budgets,
        Jitter = new Random(1),
    }));

    public int Reads => Exchange.Counters.Windows.Single(window => window.Kind == SandboxRequestKind.Read).Accepted;

    public MassCancelPlan Plan(MassCancelScope scope) => Time.Run(() => Client.Orders.PlanMassCancelAsync(scope));

    public List<HtxCancelResult> Clear(MassCancelScope scope) => Clear(Plan(scope));

    public List<HtxCancelResult> Clear(MassCancelPlan plan) => Time.Run(async () =>
    {
        var results = new List<HtxCancelResult>();
        await foreach (HtxCancelResult result in Client.Orders.MassCancelAsync(plan).ConfigureAwait(false))
        {
            results.Add(result);
        }

        return results;
    });

    public HtxAutoCancel Enable(TimeSpan timeout, bool? keepAlive = null) => Time.Run(() => Client.Switch.EnableAsync(timeout, keepAlive));

    public HtxAutoCancel Disable() => Time.Run(() => Client.Switch.DisableAsync());

    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
    }
}
