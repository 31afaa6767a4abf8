using System.Text.Json;
using System.Text.Unicode;
using HtxFutures.Sandbox.Accounts;
using HtxFutures.Sandbox.Books;
using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Endpoints;
using HtxFutures.Sandbox.Faults;
using HtxFutures.Sandbox.RateLimiting;
using HtxFutures.Sandbox.Routes;
using HtxFutures.Sandbox.Signing;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox;

/// <summary>
/// The way of a request through the exchange: path, maintenance, size, signature, window, permission, endpoint.
/// Calls must not overlap.
/// </summary>
internal sealed class RequestPipeline(Venue venue, KeyRing keys, Random random)
{
    private readonly SandboxOptions _options = venue.Options;
    private readonly ExchangeClock _clock = venue.Clock;
    private readonly Authenticator _authenticator = new(keys, venue.Options, venue.Clock);
    private readonly ReplyWriter _reply = new(venue.Options, venue.Clock);

    public RequestCounter Counter { get; } = new();

    public Maintenance Maintenance { get; } = new(venue.Clock);

    /// <summary>Serves a request that has arrived, with the faults that strike it on the way; null for none.</summary>
    public SandboxReply Handle(SandboxRequest request, FaultPlan? faults = null)
    {
        bool isPublic = request.Path is PublicPages.Timestamp or PublicPages.Heartbeat;
        Route[] routes = isPublic ? [] : Route.All.Where(known => known.Path == request.Path).ToArray();
        bool isKnown = isPublic || routes.Length > 0;
        Counter.Count(request.Path, isKnown);
        if (Maintenance.IsOn && !AnswersInMaintenance(request.Path))
        {
            return _reply.Maintenance();
        }

        if (!isKnown)
        {
            return _reply.Bare(ReplyCode.NotFound);
        }

        if (request.Body.Length > _options.MaxRequestBodyBytes)
        {
            return _reply.Envelope(Answer.Refused(ReplyCode.IllegalRequest));
        }

        if (isPublic)
        {
            return request.Method == "GET" ? ShowPage(request.Path) : _reply.Bare(ReplyCode.MethodNotAllowed);
        }

        // What the exchange says to a wrong method is not known; 405 is what HTTP has for it.
        return routes.FirstOrDefault(known => known.Method == request.Method) is { } route
            ? HandlePrivate(route, request, faults)
            : _reply.Bare(ReplyCode.MethodNotAllowed);
    }

    /// <summary>The status endpoints go on (facts 3.1); whether the timestamp is one of them is an option.</summary>
    private bool AnswersInMaintenance(string path) =>
        path == PublicPages.Heartbeat || (path == PublicPages.Timestamp && _options.TimestampAnswersInMaintenance);

    private SandboxReply ShowPage(string path) => path == PublicPages.Timestamp
        ? PublicPages.ShowTimestamp(_reply)
        : PublicPages.ShowHeartbeat(_reply, Maintenance.IsOn, Maintenance.EstimatedRecoveryTime, _options.HeartbeatStandsStill);

    private SandboxReply HandlePrivate(Route route, SandboxRequest request, FaultPlan? faults)
    {
        QueryString query = QueryString.Parse(request.Query);
        (SandboxAccount? account, int code) = _authenticator.Authenticate(request, query);

        // A request that can be told whose it is counts, whatever becomes of it: refused ones do (facts 5).
        RequestWindow? window = account?.Window(route.Kind);
        bool mayPass = window?.TryTake(_clock.Steady) ?? true;
        if (code != ReplyCode.Success)
        {
            Counter.AuthenticationFailures++;
            return AuthenticationFailure(code);
        }

        if (!mayPass)
        {
            return Refuse(window!, _options.RateLimitRefusal);
        }

        if (faults is not null && RefuseAtDesk(faults, window!) is { } refusal)
        {
            return refusal;
        }

        Answer answer = IsAllowed(account!, route.Kind)
            ? Serve(route, request, query, account!, faults)
            : Answer.Refused(ReplyCode.NoPermission);
        if (faults?.Take(FaultKind.BusyAfter)?.Rule is { } busy)
        {
            answer = Answer.Refused(busy.Code ?? ReplyCode.Busy);
        }

        return _reply.Envelope(answer, headers: LimitHeaders(window!));
    }

    /// <summary>The answer of a fault that leaves a request counted and not processed; null for none.</summary>
    private SandboxReply? RefuseAtDesk(FaultPlan faults, RequestWindow window)
    {
        if (faults.Take(FaultKind.TooManyRequests)?.Rule is { } many)
        {
            return many.Span is { } rest ? _reply.Bare(ReplyCode.TooManyRequests, [RateLimitHeaders.RetryAfter(rest)]) : Refuse(window, _options.RateLimitRefusal == RateLimitRefusal.Code1032
                ? RateLimitRefusal.Http429
                : _options.RateLimitRefusal);
        }

        if (faults.Take(FaultKind.OverLimit) is not null)
        {
            return Refuse(window, RateLimitRefusal.Code1032);
        }

        return faults.Take(FaultKind.BusyBefore)?.Rule is { } busy
            ? _reply.Envelope(Answer.Refused(busy.Code ?? ReplyCode.Busy), headers: LimitHeaders(window))
            : null;
    }

    private static bool IsAllowed(SandboxAccount account, SandboxRequestKind kind) =>
        kind == SandboxRequestKind.Trade ? account.CanTrade : account.CanRead;

    private Answer Serve(
        Route route, SandboxRequest request, QueryString query, SandboxAccount account, FaultPlan? faults)
    {
        account.Books.CatchUp();
        try
        {
            if (route.Method == "GET")
            {
                return Endpoint.Serve(route, new ApiCall(account, new QueryParameters(query), venue, random, faults));
            }

            using JsonDocument body = ParseBody(request);
            Parameters parameters = route.TakesArray ? new BodyItems(body.RootElement) : new BodyParameters(body.RootElement);
            return Endpoint.Serve(route, new ApiCall(account, parameters, venue, random, faults));
        }
        catch (RefusalException refusal)
        {
            return Answer.Refused(refusal.Code, refusal.Field);
        }
    }

    private static JsonDocument ParseBody(SandboxRequest request)
    {
        if (!IsJson(request.ContentType))
        {
            throw new RefusalException(ReplyCode.IllegalRequest);
        }

        try
        {
            // The parser looks at the letters of a text only where it is asked for the text.
            return Utf8.IsValid(request.Body.Span) ? JsonDocument.Parse(request.Body) : throw new RefusalException(ReplyCode.InputError);
        }
        catch (JsonException)
        {
            throw new RefusalException(ReplyCode.InputError);
        }
    }

    private static bool IsJson(string? contentType) =>
        contentType?.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase) == true;

    private SandboxReply AuthenticationFailure(int code) => _options.AuthenticationFailureShape switch
    {
        AuthenticationFailureShape.Code401 => _reply.Envelope(Answer.Unauthorized(code)),
        AuthenticationFailureShape.Http403V5 =>
            _reply.Envelope(Answer.Refused(ReplyCode.Forbidden), ReplyCode.Forbidden),
        AuthenticationFailureShape.Http403Legacy => _reply.LegacyError(
            ReplyCode.Forbidden,
            code is ReplyCode.WrongAccessKey or ReplyCode.VerificationFailed ? ReplyCode.Forbidden : code),
        _ => _reply.Envelope(Answer.Refused(code)),
    };

    private SandboxReply Refuse(RequestWindow window, RateLimitRefusal refusal) => refusal switch
    {
        RateLimitRefusal.Http429 => _reply.Bare(ReplyCode.TooManyRequests, LimitHeaders(window)),
        RateLimitRefusal.Http429WithoutHeaders => _reply.Bare(ReplyCode.TooManyRequests),
        RateLimitRefusal.Http429RetryAfter =>
            _reply.Bare(ReplyCode.TooManyRequests, [RateLimitHeaders.RetryAfter(window.ResetsAt - _clock.Steady)]),
        _ => _reply.Envelope(Answer.Refused(ReplyCode.RateLimited), headers: LimitHeaders(window)),
    };

    private List<KeyValuePair<string, string>> LimitHeaders(RequestWindow window) =>
        _options.RateLimitHeaders ? RateLimitHeaders.For(window, _clock, _options) : [];
}
