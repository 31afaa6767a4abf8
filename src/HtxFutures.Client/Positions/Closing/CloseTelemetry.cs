using System.Diagnostics.Metrics;
using HtxFutures.Instruments;

namespace HtxFutures.Positions.Closing;

/// <summary>What collectors are told of positions that were to be closed.</summary>
internal static class CloseTelemetry
{
    private static readonly Counter<long> s_outcomes = HtxTelemetry.Meter.CreateCounter<long>(
        "htx.client.close.outcomes", "{position}", "Positions that were to be closed, by what became of them.");

    private static readonly Histogram<double> s_duration = HtxTelemetry.Meter.CreateHistogram<double>(
        "htx.client.close.duration", "s", "From taking a position on to knowing what became of it.");

    /// <summary>Counts a position.</summary>
    public static void Count(HtxCloseResult result, HtxEndpoint endpoint) => Listener.Tell((result, endpoint), Measure);

    private static void Measure((HtxCloseResult Result, HtxEndpoint Endpoint) ended)
    {
        KeyValuePair<string, object?> outcome = new("htx.close.outcome", ended.Result.Outcome.ToString());
        KeyValuePair<string, object?> address = new("server.address", ended.Endpoint.Host);
        KeyValuePair<string, object?> account = new("htx.account", ended.Result.Account);
        s_outcomes.Add(1, outcome, address, account);
        s_duration.Record(ended.Result.Elapsed.TotalSeconds, outcome, address, account);
    }
}
