using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using HtxFutures.Http;
using HtxFutures.Telemetry;

namespace HtxFutures;

/// <summary>
/// What collectors can watch: an <see cref="ActivitySource"/> and a <see cref="Meter"/>, both named
/// <see cref="SourceName"/>. Names and tags follow OpenTelemetry's conventions for HTTP clients where these have one.
/// Neither holds a key, a signature or a query.
/// </summary>
public static class HtxTelemetry
{
    /// <summary>The name of the source of traces, and of the meter.</summary>
    public const string SourceName = "HtxFutures";

    private static readonly string s_version = typeof(HtxTelemetry).Assembly.GetName().Version!.ToString(3);
    private static readonly ActivitySource s_source = new(SourceName, s_version);
    private static readonly Meter s_meter = new(SourceName, s_version);

    private static readonly Counter<long> s_requests = s_meter.CreateCounter<long>(
        "htx.client.requests", "{request}", "Requests to the exchange, with repeats and those that found no connection.");

    private static readonly Counter<long> s_refusals = s_meter.CreateCounter<long>(
        "htx.client.refusals", "{request}", "Requests that the exchange refused for exceeding the request budget.");

    private static readonly Histogram<double> s_requestDuration = s_meter.CreateHistogram<double>(
        "htx.client.request.duration", "s", "From signing a request to having judged its answer.");

    private static readonly Histogram<double> s_budgetWait = s_meter.CreateHistogram<double>(
        "htx.client.budget.wait.duration", "s", "How long requests stood in line for a place in the request budget.");

    private static readonly Counter<long> s_outcomes = s_meter.CreateCounter<long>(
        "htx.client.cancel.outcomes", "{order}", "Orders that were to be cancelled, by what became of them.");

    private static readonly Histogram<double> s_cancelDuration = s_meter.CreateHistogram<double>(
        "htx.client.cancel.duration", "s", "From taking an order on to knowing what became of it.");

    /// <summary>Begins the trace of one sending.</summary>
    internal static RequestTrace Begin(ApiRequest request, int number, HtxEndpoint endpoint)
    {
        if (!s_source.HasListeners())
        {
            return default; // before the name is put together
        }

        Activity? activity = null;
        Listener.Tell(request, request => activity = s_source.StartActivity(request.ToString(), ActivityKind.Client));
        activity?.SetTag("http.request.method", request.Method.Method)
            .SetTag("url.template", request.Path)
            .SetTag("server.address", endpoint.Host)
            .SetTag("server.port", endpoint.Address.Port)
            .SetTag("http.request.resend_count", number > 1 ? number - 1 : null)
            .SetTag("htx.subject", request.Subject.ToString());
        return new RequestTrace(activity);
    }

    /// <summary>Puts what a sending came to into its trace.</summary>
    internal static void End(RequestTrace trace, Sending sending)
    {
        if (trace.Activity is not { } activity)
        {
            return;
        }

        activity.SetTag("http.response.status_code", sending.HttpStatus).SetTag("htx.code", sending.Attempt.Envelope.Code);
        if (ErrorType(sending) is { } error)
        {
            activity.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error, sending.Attempt.Failure?.Message);
        }
    }

    /// <summary>Counts a request.</summary>
    internal static void Count(RequestNote note) => Listener.Tell(note, Measure);

    /// <summary>Counts an order that was to be cancelled.</summary>
    internal static void Count(HtxCancelResult result, HtxEndpoint endpoint) => Listener.Tell((result, endpoint), Measure);

    private static void Measure(RequestNote note)
    {
        Sending sending = note.Sending;
        if (sending.Attempt.Happening == Happening.Closed)
        {
            return; // it never left
        }

        TagList tags = new()
        {
            { "http.request.method", note.Request.Method.Method },
            { "url.template", note.Request.Path },
            { "server.address", note.Endpoint.Host },
        };
        if (note.Budget is { } budget)
        {
            s_budgetWait.Record(note.Waited.TotalSeconds, new("server.address", note.Endpoint.Host), new("htx.bucket", Bucket(budget.Bucket)));
            tags.Add("htx.bucket", Bucket(budget.Bucket));
        }

        if (sending.Attempt.Rest > TimeSpan.Zero) // refused, whether or not it will be sent again
        {
            s_refusals.Add(1, tags);
        }

        if (sending.HttpStatus is { } status)
        {
            tags.Add("http.response.status_code", status);
        }

        if (ErrorType(sending) is { } error)
        {
            tags.Add("error.type", error);
        }

        s_requests.Add(1, tags);
        s_requestDuration.Record(sending.Took.TotalSeconds, tags);
    }

    private static void Measure((HtxCancelResult Result, HtxEndpoint Endpoint) ended)
    {
        KeyValuePair<string, object?> outcome = new("htx.cancel.outcome", ended.Result.Outcome.ToString());
        KeyValuePair<string, object?> address = new("server.address", ended.Endpoint.Host);
        s_outcomes.Add(1, outcome, address);
        s_cancelDuration.Record(ended.Result.Elapsed.TotalSeconds, outcome, address);
    }

    // By the conventions it names the failure in few different words: the exchange's code, where it gave one.
    private static string? ErrorType(Sending sending) => (sending.Attempt.Failure, sending.Attempt.Envelope.Code) switch
    {
        (null, _) => null,
        (_, { } code) => code.ToString(CultureInfo.InvariantCulture),
        ({ } failure, null) => failure.Kind.ToString(),
    };

    private static string Bucket(BudgetBucket bucket) => bucket == BudgetBucket.Trade ? "trade" : "read";
}
