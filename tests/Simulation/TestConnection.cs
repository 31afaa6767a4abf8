using HtxFutures.Sandbox;

namespace HtxFutures.Simulation;

/// <summary>How a test connects: with the made-up key pair, and on a budget that nobody else draws on.</summary>
public static class TestConnection
{
    /// <summary>Over sockets.</summary>
    /// <param name="address">Where the exchange is.</param>
    /// <param name="time">The machine's clock; null for the real one.</param>
    public static HtxConnectOptions To(string address, TimeProvider? time = null) => new()
    {
        Credential = TestKeys.Credential(),
        Endpoint = HtxEndpoint.Parse(address),
        TimeProvider = time ?? TimeProvider.System,
        Budgets = new BudgetRegistry(time ?? TimeProvider.System),
    };

    /// <summary>Over sockets.</summary>
    /// <param name="address">Where the exchange is.</param>
    /// <param name="time">The machine's clock; null for the real one.</param>
    public static HtxConnectOptions To(Uri address, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        return To(address.AbsoluteUri, time);
    }

    /// <summary>To an exchange in the process, in virtual time; jitter is the same in every run.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="time">The time of both.</param>
    public static HtxConnectOptions Within(HttpMessageHandler exchange, VirtualTime time) => To(HtxEndpoint.Global.Name, time) with
    {
        Handler = exchange,
        OpenSocket = exchange is SandboxHandler sandbox ? sandbox.ConnectSocketAsync : null,
        Jitter = new Random(1),
    };
}
