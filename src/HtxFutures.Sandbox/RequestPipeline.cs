using System.Text.Json;
using HtxFutures.Sandbox.Endpoints;
using HtxFutures.Sandbox.RateLimiting;
using HtxFutures.Sandbox.Signing;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox;

/// <summary>
/// The way of a request through the exchange: path, maintenance, size, signature, window, permission, endpoint.
/// Calls must not overlap.
/// </summary>
internal sealed class RequestPipeline(SandboxOptions options, ExchangeClock clock, KeyRing keys, Random random)
{
    private readonly Authenticator _authenticator = new(keys, options, clock);
    private readonly ReplyWriter _reply = new(options, clock);

    public RequestCounter Counter { get; } = new();

    public bool InMaintenance { get; set; }

    public DateTimeOffset? EstimatedRecoveryTime { get; set; }

    public SandboxReply Handle(SandboxRequest request)
    {
        bool isPublic = request.Path is PublicPages.Timestamp or PublicPages.Heartbeat;
        Endpoint[] endpoints = isPublic ? [] : Endpoint.All.Where(known => known.Path == request.Path).ToArray();
        bool isKnown = isPublic || endpoints.Length > 0;
        Counter.Count(request.Path, isKnown);
        if (InMaintenance && !AnswersInMaintenance(request.Path))
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
        return endpoints.FirstOrDefault(known => known.Method == request.Method) is { } endpoint
            ? HandlePrivate(endpoint, request)
            : _reply.Bare(ReplyCode.MethodNotAllowed);
    }

    /// <summary>The status endpoints go on (facts 3.1); whether the timestamp is one of them is an option.</summary>
    private bool AnswersInMaintenance(string path) =>
        path == PublicPages.Heartbeat || (path == PublicPages.Timestamp && options.TimestampAnswersInMaintenance);

    private SandboxReply ShowPage(string path) => path == PublicPages.Timestamp
        ? PublicPages.ShowTimestamp(_reply)
        : PublicPages.ShowHeartbeat(_reply, InMaintenance, EstimatedRecoveryTime);

    private SandboxReply HandlePrivate(Endpoint endpoint, SandboxRequest request)
    {
        QueryString query = QueryString.Parse(request.Query);
        (SandboxAccount? account, int code) = _authenticator.Authenticate(request, query);

        // A request that can be told whose it is counts, whatever becomes of it: refused ones do (facts 5).
        RequestWindow? window = account?.Window(endpoint.Kind);
        bool mayPass = window?.TryTake(clock.Steady) ?? true;
        if (code != ReplyCode.Success)
        {
            Counter.AuthenticationFailures++;
            return AuthenticationFailure(code);
        }

        if (!mayPass)
        {
            return OverLimit(window!);
        }

        Answer answer = IsAllowed(account!, endpoint.Kind)
            ? Serve(endpoint, request, query, account!)
            : Answer.Refused(ReplyCode.NoPermission);
        return _reply.Envelope(answer, headers: LimitHeaders(window!));
    }

    private static bool IsAllowed(SandboxAccount account, SandboxRequestKind kind) =>
        kind == SandboxRequestKind.Trade ? account.CanTrade : account.CanRead;

    private Answer Serve(Endpoint endpoint, SandboxRequest request, QueryString query, SandboxAccount account)
    {
        account.Book.CatchUp();
        try
        {
            if (endpoint.Method == "GET")
            {
                return endpoint.Serve(new ApiCall(account, new QueryParameters(query), options, clock, random));
            }

            using JsonDocument body = ParseBody(request);
            return endpoint.Serve(new ApiCall(account, new BodyParameters(body.RootElement), options, clock, random));
        }
        catch (RefusalException refusal)
        {
            return Answer.Refused(refusal.Code, refusal.Field);
        }
    }

    private static JsonDocument ParseBody(SandboxRequest request)
    {
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            throw new RefusalException(ReplyCode.IllegalRequest);
        }

        try
        {
            return JsonDocument.Parse(request.Body);
        }
        catch (JsonException)
        {
            throw new RefusalException(ReplyCode.InputError);
        }
    }

    private SandboxReply AuthenticationFailure(int code) => options.AuthenticationFailureShape switch
    {
        AuthenticationFailureShape.Http403V5 =>
            _reply.Envelope(Answer.Refused(ReplyCode.Forbidden), ReplyCode.Forbidden),
        AuthenticationFailureShape.Http403Legacy => _reply.LegacyError(
            ReplyCode.Forbidden,
            code is ReplyCode.WrongAccessKey or ReplyCode.VerificationFailed ? ReplyCode.Forbidden : code),
        _ => _reply.Envelope(Answer.Refused(code)),
    };

    private SandboxReply OverLimit(RequestWindow window) => options.RateLimitRefusal switch
    {
        RateLimitRefusal.Http429 => _reply.Bare(ReplyCode.TooManyRequests, LimitHeaders(window)),
        RateLimitRefusal.Http429WithoutHeaders => _reply.Bare(ReplyCode.TooManyRequests),
        RateLimitRefusal.Http429RetryAfter =>
            _reply.Bare(ReplyCode.TooManyRequests, [RateLimitHeaders.RetryAfter(window, clock)]),
        _ => _reply.Envelope(Answer.Refused(ReplyCode.RateLimited), headers: LimitHeaders(window)),
    };

    private List<KeyValuePair<string, string>> LimitHeaders(RequestWindow window) =>
        options.RateLimitHeaders ? RateLimitHeaders.For(window, clock, options.HeaderCasing) : [];
}
