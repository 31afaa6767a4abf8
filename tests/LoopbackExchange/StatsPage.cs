using System.Text.Json;
using HtxFutures.Sandbox;
using Microsoft.AspNetCore.Http;

namespace HtxFutures.LoopbackExchange;

/// <summary>The exchange's counters as JSON, for scripts that check a run from outside.</summary>
internal static class StatsPage
{
    public static async Task WriteAsync(HttpResponse response, SandboxExchange exchange)
    {
        SandboxCounters counters = exchange.Counters;
        response.ContentType = "application/json";
        await using Utf8JsonWriter json = new(response.Body);
        json.WriteStartObject();
        json.WriteNumber("requests", counters.Requests);
        json.WriteNumber("refused", counters.RefusedByWindow);
        json.WriteNumber("authentication_failures", counters.AuthenticationFailures);
        json.WriteNumber("highest_in_window", counters.HighestInWindow);
        json.WriteNumber("open_sockets", counters.OpenSockets);
        json.WriteNumber("sockets", counters.Sockets);
        json.WriteNumber("pushes", counters.Pushes);
        json.WriteNumber("open_orders", exchange.Accounts.Sum(account => account.OpenOrderCount));
        WritePaths(json, counters);
        WriteWindows(json, counters);
        WriteFaults(json, counters, exchange.Faults.Log);
        json.WriteEndObject();
    }

    private static void WritePaths(Utf8JsonWriter json, SandboxCounters counters)
    {
        json.WriteStartObject("requests_by_path");
        foreach ((string path, int requests) in counters.RequestsByPath)
        {
            json.WriteNumber(path, requests);
        }

        json.WriteEndObject();
    }

    private static void WriteWindows(Utf8JsonWriter json, SandboxCounters counters)
    {
        json.WriteStartArray("windows");
        foreach (SandboxWindowCounters window in counters.Windows)
        {
            json.WriteStartObject();
            json.WriteString("uid", window.Uid);
            json.WriteString("kind", window.Kind.ToString());
            json.WriteNumber("limit", window.Limit);
            json.WriteNumber("used", window.Used);
            json.WriteNumber("highest", window.Highest);
            json.WriteNumber("refused", window.Refused);
            json.WriteNumber("accepted", window.Accepted);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFaults(Utf8JsonWriter json, SandboxCounters counters, IReadOnlyList<InjectedFault> log)
    {
        json.WriteStartObject("faults");
        foreach ((FaultKind kind, int count) in counters.Faults)
        {
            json.WriteNumber(kind.ToString(), count);
        }

        json.WriteEndObject();
        json.WriteStartArray("fault_log");
        foreach (InjectedFault fault in log)
        {
            json.WriteStringValue(fault.ToString());
        }

        json.WriteEndArray();
    }
}
