using HtxFutures.Calls;
using HtxFutures.Sandbox;

namespace HtxFutures.Sessions;

/// <summary>
/// Opens a session on an exchange of its own inside the process. Key, signature, budget and JSON are the same as with
/// the real one; only the wire is missing.
/// </summary>
internal static class SandboxConnector
{
    // Of the shape of real keys, and good for nothing but the exchange that is made for them.
    private const string AccessKey = "sandbox0-rehearsal-only-0key";
    private const string SecretKey = "sandbox0-rehearsal-only-secret";

    public static async Task<HtxSession> OpenAsync(string name, SandboxSetting setting, TimeSpan timeout, IRequestListener listener, CancellationToken cancellationToken)
    {
        var exchange = new SandboxExchange(new SandboxOptions { Latency = SandboxLatency.Fixed(setting.Latency), Seed = setting.Seed });
        SandboxAccount account = exchange.AddAccount(AccessKey, SecretKey);
        account.AddSampleOrders(setting.OrderCount);
        account.AddSampleAlgoOrders(setting.AlgoOrderCount);
        if (setting.OrderCount > 0)
        {
            account.AddSamplePositions();
        }

        var handler = new SandboxHandler(exchange);
        try
        {
            var options = new HtxConnectOptions
            {
                Credential = HtxCredential.Create(AccessKey, SecretKey.AsSpan()),
                Endpoint = HtxEndpoint.Parse("https://sandbox.invalid"),
                Handler = handler,
                Name = name,
                RequestTimeout = timeout,
                Budgets = new BudgetRegistry(TimeProvider.System),
            };
            HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(options, listener, cancellationToken).ConfigureAwait(false);
            exchange.Faults.Add(setting.Faults); // now: connecting is not what is rehearsed
            return new HtxSession(name, client, DateTimeOffset.UtcNow, handler);
        }
        catch
        {
            handler.Dispose();
            throw;
        }
    }
}
