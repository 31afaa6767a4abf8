using System.Text.Json;
using System.Text.Unicode;
using HtxFutures.Sandbox.Accounts;
using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Endpoints;
using HtxFutures.Sandbox.Faults;
using HtxFutures.Sandbox.Orders;
using HtxFutures.Sandbox.RateLimiting;
using HtxFutures.Sandbox.Routes;
using HtxFutures.Sandbox.Signing;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox;

/// <summary>
/// The way of a request through the exchange: path, maintenance, size, signature, window, permission, endpoint.
/// Calls must not overlap.
/// </summary>
internal sealed class RequestPipeline(SandboxOptions options, ExchangeClock clock, KeyRing keys, ContractList contracts, Random random)
{
    private readonly Authenticator _authenticator = new(keys, options, clock);
    private readonly ReplyWriter _reply = new(options, clock);

    public RequestCounter Counter { get; } = new();

    public Maintenance Maintenance { get; } = new(clock);

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

        if (request.Body.Length > options.MaxRequestBodyBytes)
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
        path == PublicPages.Heartbeat || (path == PublicPages.Timestamp && options.TimestampAnswersInMaintenance);

    private SandboxReply ShowPage(string path) => path == PublicPages.Timestamp
        ? PublicPages.ShowTimestamp(_reply)
        : PublicPages.ShowHeartbeat(_reply, Maintenance.IsOn, Maintenance.EstimatedRecoveryTime, options.HeartbeatStandsStill);

    private SandboxReply HandlePrivate(Route route, SandboxRequest request, FaultPlan? faults)
    {
        QueryString query = QueryString.Parse(request.Query);
        (SandboxAccount? account, int code) = _authenticator.Authenticate(request, query);

        // A request that can be told whose it is counts, whatever becomes of it: refused ones do (facts 5).
        RequestWindow? window = account?.Window(route.Kind);
        bool mayPass = window?.TryTake(clock.Steady) ?? true;
        if (code != ReplyCode.Success)
        {
            Counter.AuthenticationFailures++;
            return AuthenticationFailure(code);
        }

        if (!mayPass)
        {
            return Refuse(window!, options.RateLimitRefusal);
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
            return many.Span is { } rest ? _reply.Bare(ReplyCode.TooManyRequests, [RateLimitHeaders.RetryAfter(rest)]) : Refuse(window, options.RateLimitRefusal == RateLimitRefusal.Code1032
                ? RateLimitRefusal.Http429
                : options.RateLimitRefusal);
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
        account.Book.CatchUp();
        try
        {
            if (route.Method == "GET")
            {
                return Endpoint.Serve(route, new ApiCall(account, new QueryParameters(query), options, contracts, clock, random, faults));
            }

            using JsonDocument body = ParseBody(request);
            return Endpoint.Serve(route, new ApiCall(account, new BodyParameters(body.RootElement), options, contracts, clock, random, faults));
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

    private SandboxReply AuthenticationFailure(int code) => options.AuthenticationFailureShape switch
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
            _reply.Bare(ReplyCode.TooManyRequests, [RateLimitHeaders.RetryAfter(window.ResetsAt - clock.Steady)]),
        _ => _reply.Envelope(Answer.Refused(ReplyCode.RateLimited), headers: LimitHeaders(window)),
    };

    private List<KeyValuePair<string, string>> LimitHeaders(RequestWindow window) =>
        options.RateLimitHeaders ? RateLimitHeaders.For(window, clock, options) : [];
}
