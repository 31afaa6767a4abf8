using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using HtxFutures.Instruments;

namespace HtxFutures.Calls;

/// <summary>What collectors are told of requests.</summary>
internal static class RequestTelemetry
{
    private static readonly Counter<long> s_requests = HtxTelemetry.Meter.CreateCounter<long>(
        "htx.client.requests", "{request}", "Requests to the exchange, with repeats and those that found no connection.");

    private static readonly Counter<long> s_refusals = HtxTelemetry.Meter.CreateCounter<long>(
        "htx.client.refusals", "{request}", "Requests that the exchange refused for exceeding the request budget.");

    private static readonly Histogram<double> s_requestDuration = HtxTelemetry.Meter.CreateHistogram<double>(
        "htx.client.request.duration", "s", "From signing a request to having judged its answer.");

    private static readonly Histogram<double> s_budgetWait = HtxTelemetry.Meter.CreateHistogram<double>(
        "htx.client.budget.wait.duration", "s", "How long requests stood in line for a place in the request budget.");

    /// <summary>Begins the trace of one sending.</summary>
    public static RequestTrace Begin(ApiRequest request, int number, HtxEndpoint endpoint)
    {
        if (!HtxTelemetry.Source.HasListeners())
        {
            return default; // before the name is put together
        }

        Activity? activity = null;
        Listener.Tell(request, request => activity = HtxTelemetry.Source.StartActivity(request.ToString(), ActivityKind.Client));
        activity?.SetTag("http.request.method", request.Method.Method)
            .SetTag("url.template", request.Path)
            .SetTag("server.address", endpoint.Host)
            .SetTag("server.port", endpoint.Address.Port)
            .SetTag("http.request.resend_count", number > 1 ? number - 1 : null)
            .SetTag("htx.subject", request.Subject.ToString());
        return new RequestTrace(activity);
    }

    /// <summary>Puts what a sending came to into its trace.</summary>
    public static void End(RequestTrace trace, Sending sending)
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
    public static void Count(RequestNote note) => Listener.Tell(note, Measure);

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

    // By the conventions it names the failure in few different words: the exchange's code, where it gave one.
    private static string? ErrorType(Sending sending) => (sending.Attempt.Failure, sending.Attempt.Envelope.Code) switch
    {
        (null, _) => null,
        (_, { } code) => code.ToString(CultureInfo.InvariantCulture),
        ({ } failure, null) => failure.Kind.ToString(),
    };

    private static string Bucket(BudgetBucket bucket) => bucket == BudgetBucket.Trade ? "trade" : "read";
}
