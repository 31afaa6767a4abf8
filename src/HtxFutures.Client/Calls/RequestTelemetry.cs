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

    /// <summary>Begins the trace of one attempt.</summary>
    public static RequestTrace Begin(ApiRequest request, int number, HtxEndpoint endpoint, string? account)
    {
        if (!HtxTelemetry.Source.HasListeners())
        {
            return default; // before the name is put together
        }

        Activity? activity = null;
        Listener.Tell(request, request => activity = HtxTelemetry.Source.StartActivity(request.ToString(), ActivityKind.Client));
        activity?.SetTag("http.request.method", request.Route.Method.Method)
            .SetTag("url.template", request.Route.Path)
            .SetTag("server.address", endpoint.Host)
            .SetTag("server.port", endpoint.Address.Port)
            .SetTag("http.request.resend_count", number > 1 ? number - 1 : null)
            .SetTag("htx.account", account)
            .SetTag("htx.subject", request.Subject.ToString());
        return new RequestTrace(activity);
    }

    /// <summary>Puts what a sending came to into its trace.</summary>
    public static void End(RequestTrace trace, Attempt attempt)
    {
        if (trace.Activity is not { } activity)
        {
            return;
        }

        activity.SetTag("http.response.status_code", attempt.HttpStatus).SetTag("htx.code", attempt.Envelope.Code);
        if (ErrorType(attempt) is { } error)
        {
            activity.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error, attempt.Failure?.Message);
        }
    }

    /// <summary>Counts a request.</summary>
    public static void Count(Attempt attempt, HtxEndpoint endpoint, string? account) =>
        Listener.Tell((attempt, endpoint, account), static about => Measure(about.attempt, about.endpoint, about.account));

    private static void Measure(Attempt attempt, HtxEndpoint endpoint, string? account)
    {
        if (attempt.Outcome == AttemptOutcome.Closed)
        {
            return; // it never left
        }

        TagList tags = new()
        {
            { "http.request.method", attempt.Request.Route.Method.Method },
            { "url.template", attempt.Request.Route.Path },
            { "server.address", endpoint.Host },
        };
        if (account is not null)
        {
            tags.Add("htx.account", account);
        }

        if (attempt.Budget is { } budget)
        {
            s_budgetWait.Record(attempt.Waited.TotalSeconds, new("server.address", endpoint.Host), new("htx.bucket", Bucket(budget.Bucket)), new("htx.account", account));
            tags.Add("htx.bucket", Bucket(budget.Bucket));
        }

        if (attempt.Rest > TimeSpan.Zero) // refused, whether or not it will be sent again
        {
            s_refusals.Add(1, tags);
        }

        if (attempt.HttpStatus is { } status)
        {
            tags.Add("http.response.status_code", status);
        }

        if (ErrorType(attempt) is { } error)
        {
            tags.Add("error.type", error);
        }

        s_requests.Add(1, tags);
        s_requestDuration.Record(attempt.Took.TotalSeconds, tags);
    }

    // By the conventions it names the failure in few different words: the exchange's code, where it gave one.
    private static string? ErrorType(Attempt attempt) => (attempt.Failure, attempt.Envelope.Code) switch
    {
        (null, _) => null,
        (_, { } code) => code.ToString(CultureInfo.InvariantCulture),
        ({ } failure, null) => failure.Kind.ToString(),
    };

    private static string Bucket(BudgetBucket bucket) => bucket == BudgetBucket.Trade ? "trade" : "read";
}
