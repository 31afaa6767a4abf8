using System.Diagnostics.Metrics;
using HtxFutures.Instruments;

namespace HtxFutures.Orders.Stopping;

/// <summary>What collectors are told of orders that were to be cancelled.</summary>
internal static class CancelTelemetry
{
    private static readonly Counter<long> s_outcomes = HtxTelemetry.Meter.CreateCounter<long>(
        "htx.client.cancel.outcomes", "{order}", "Orders that were to be cancelled, by what became of them.");

    private static readonly Histogram<double> s_cancelDuration = HtxTelemetry.Meter.CreateHistogram<double>(
        "htx.client.cancel.duration", "s", "From taking an order on to knowing what became of it.");

    /// <summary>Counts an order.</summary>
    public static void Count(HtxCancelResult result, HtxEndpoint endpoint) => Listener.Tell((result, endpoint), Measure);

    private static void Measure((HtxCancelResult Result, HtxEndpoint Endpoint) ended)
    {
        KeyValuePair<string, object?> outcome = new("htx.cancel.outcome", ended.Result.Outcome.ToString());
        KeyValuePair<string, object?> address = new("server.address", ended.Endpoint.Host);
        KeyValuePair<string, object?> account = new("htx.account", ended.Result.Account);
        s_outcomes.Add(1, outcome, address, account);
        s_cancelDuration.Record(ended.Result.Elapsed.TotalSeconds, outcome, address, account);
    }
}
