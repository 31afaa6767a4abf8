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

    public VirtualTime Time { get; } = new();

    public SandboxExchange Exchange { get; }

    public SandboxAccount Account { get; }

    public SandboxHandler Handler { get; }

    public SandboxOrder AddOrder(string contractCode = "BTC-USDT", string marginMode = "cross", string? clientOrderId = null, decimal volume = 1) =>
        Account.AddOrder(new SandboxOrderTemplate { ContractCode = contractCode, MarginMode = marginMode, ClientOrderId = clientOrderId, Volume = volume });

    /// <summary>A client connected to this exchange.</summary>
    public Desk Open(Func<HtxConnectOptions, HtxConnectOptions>? configure = null) => Desk.Open(Handler, Time, configure);

    public static OrderReference Reference(SandboxOrder order) => OrderReference.Create(order.ContractCode, order.OrderId);
}
