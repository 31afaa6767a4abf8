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

    public static async Task<HtxSession> OpenAsync(string name, int orderCount, TimeSpan latency, HtxScenario scenario, TimeSpan timeout, IRequestListener listener, CancellationToken cancellationToken)
    {
        var exchange = new SandboxExchange(new SandboxOptions { Latency = SandboxLatency.Fixed(latency) });
        SandboxAccount account = exchange.AddAccount(AccessKey, SecretKey);
        account.AddSampleOrders(orderCount);
        account.AddSampleAlgoOrders(AlgoOrders(orderCount));
        var handler = new SandboxHandler(exchange);
        try
        {
            var options = new HtxConnectOptions
            {
                Credential = HtxCredential.Create(AccessKey, SecretKey.AsSpan()),
                Endpoint = HtxEndpoint.Parse("https://sandbox.invalid"),
                Handler = handler,
                RequestTimeout = timeout,
                Budgets = new BudgetRegistry(TimeProvider.System),
            };
            HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(options, listener, cancellationToken).ConfigureAwait(false);
            Begin(exchange, scenario);
            return new HtxSession(name, client, DateTimeOffset.UtcNow, handler);
        }
        catch
        {
            handler.Dispose();
            throw;
        }
    }

    /// <summary>As many as a desk with so many orders might have, and every type; none beside none.</summary>
    private static int AlgoOrders(int orderCount) => orderCount == 0 ? 0 : Math.Max(10, orderCount / 20);

    // After connecting, which is not what is rehearsed.
    private static void Begin(SandboxExchange exchange, HtxScenario scenario)
    {
        exchange.Faults.Add(scenario switch
        {
            HtxScenario.LostAnswers => "drop-after=0.3:kind=trade",
            HtxScenario.Outage => "drop-after:kind=trade:times=3,503:kind=trade:skip=2:times=10",
            _ => "",
        });
    }
}
