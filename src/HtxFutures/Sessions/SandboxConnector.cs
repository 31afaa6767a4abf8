using System.Globalization;
using HtxFutures.Calls;
using HtxFutures.Sandbox;

namespace HtxFutures.Sessions;

/// <summary>
/// Opens sessions on an exchange of their own inside the process, each with an account there. Key, signature, budget and
/// JSON are the same as with the real one; only the wire is missing.
/// </summary>
internal static class SandboxConnector
{
    /// <summary>Opens one session for each name.</summary>
    /// <param name="names">The names.</param>
    /// <param name="setting">What the exchange is to be like.</param>
    /// <param name="timeout">The longest wait for one answer.</param>
    /// <param name="listener">Who hears of the requests that are made for a name.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public static async Task<HtxSession[]> OpenAsync(
        IReadOnlyList<string> names, SandboxSetting setting, TimeSpan timeout, Func<string, IRequestListener> listener, CancellationToken cancellationToken)
    {
        var exchange = new SandboxExchange(new SandboxOptions { Latency = SandboxLatency.Fixed(setting.Latency), Seed = setting.Seed });
        var handler = new SandboxHandler(exchange);
        var share = new SandboxShare(handler, names.Count);
        var budgets = new BudgetRegistry(TimeProvider.System);
        try
        {
            HtxSession[] sessions = await Task.WhenAll(names.Select((name, number) => OpenAsync(name, Keys(number)))).ConfigureAwait(false);
            exchange.Faults.Add(setting.Faults(Keys(names.Count - 1).Access)); // now: connecting is not what is rehearsed
            return sessions;
        }
        catch
        {
            handler.Dispose();
            throw;
        }

        async Task<HtxSession> OpenAsync(string name, (string Access, string Secret) keys)
        {
            Fill(exchange.AddAccount(keys.Access, keys.Secret), setting);
            var options = new HtxConnectOptions
            {
                Credential = HtxCredential.Create(keys.Access, keys.Secret.AsSpan()),
                Endpoint = HtxEndpoint.Parse("https://sandbox.invalid"),
                Handler = handler,
                OpenSocket = handler.ConnectSocketAsync,
                Name = name,
                RequestTimeout = timeout,
                Budgets = budgets,
            };
            HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(options, listener(name), cancellationToken).ConfigureAwait(false);
            return new HtxSession(name, client, DateTimeOffset.UtcNow, share.Take());
        }
    }

    private static void Fill(SandboxAccount account, SandboxSetting setting)
    {
        account.AddSampleOrders(setting.OrderCount);
        account.AddSampleAlgoOrders(setting.AlgoOrderCount);
        if (setting.OrderCount > 0)
        {
            account.AddSamplePositions();
            account.AddSampleNight(setting.FinishedOrderCount);
        }
    }

    // Of the shape of real keys, and good for nothing but the exchange that is made for them.
    private static (string Access, string Secret) Keys(int number) => (
        string.Create(CultureInfo.InvariantCulture, $"sandbox{number}-rehearsal-only-{number}key"),
        string.Create(CultureInfo.InvariantCulture, $"sandbox{number}-rehearsal-only-secret"));
}
