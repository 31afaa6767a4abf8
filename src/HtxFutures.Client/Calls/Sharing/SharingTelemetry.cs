using System.Diagnostics.Metrics;
using HtxFutures.Instruments;

namespace HtxFutures.Calls.Sharing;

/// <summary>What collectors are told of sharing.</summary>
internal static class SharingTelemetry
{
    private static readonly Histogram<double> s_duration = HtxTelemetry.Meter.CreateHistogram<double>(
        "htx.client.budget.exchange.duration", "s", "How long it took to ask what all share a request budget by; with error.type where that failed.");

    /// <summary>An exchange has ended.</summary>
    public static void Tell(BudgetScope scope, TimeSpan took, bool failed) => Listener.Tell((scope, took, failed), static about =>
    {
        KeyValuePair<string, object?> where = new("htx.scope", about.scope == BudgetScope.Machine ? "machine" : "redis");
        if (about.failed)
        {
            s_duration.Record(about.took.TotalSeconds, where, new("error.type", "medium"));
        }
        else
        {
            s_duration.Record(about.took.TotalSeconds, where);
        }
    });
}
