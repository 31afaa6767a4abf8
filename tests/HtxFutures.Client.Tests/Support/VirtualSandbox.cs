using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Support;

/// <summary>A sandbox exchange in virtual time, with one account.</summary>
internal sealed class VirtualSandbox
{
    public VirtualSandbox(SandboxOptions? options = null)
    {
        Exchange = new SandboxExchange(options, Time);
        Account = Exchange.AddAccount(TestKeys.AccessKey, TestKeys.SecretKey);
        Handler = new SandboxHandler(Exchange);
    }

    /// <summary>One that is 40 ms away.</summary>
    public static VirtualSandbox Remote() => new(new SandboxOptions { Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40)) });

    public VirtualTime Time { get; } = new();

    public SandboxExchange Exchange { get; }

    public SandboxAccount Account { get; }

    public SandboxHandler Handler { get; }

    /// <summary>The requests of the account's budget of reads that were let in.</summary>
    public int Reads => Exchange.Counters.Windows.Single(window => window.Kind == SandboxRequestKind.Read).Accepted;

    public SandboxOrder AddOrder(string contractCode = "BTC-USDT", string marginMode = "cross", string? clientOrderId = null, decimal volume = 1) =>
        Account.AddOrder(new SandboxOrderTemplate { ContractCode = contractCode, MarginMode = marginMode, ClientOrderId = clientOrderId, Volume = volume });

    /// <summary>A client connected to this exchange.</summary>
    public Desk Open(Func<HtxConnectOptions, HtxConnectOptions>? configure = null) => Desk.Open(Handler, Time, configure);

    public static OrderReference Reference(SandboxOrder order) => OrderReference.Create(order.ContractCode, order.OrderId);
}
