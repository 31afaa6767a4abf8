using System.Globalization;
using HtxFutures.Calls.Budget;
using HtxFutures.Calls.Signing;
using HtxFutures.Calls.Transport;
using HtxFutures.Instruments;
using HtxFutures.Time;

namespace HtxFutures.Calls;

/// <summary>
/// Calls the exchange: takes a place in the budget, signs, sends, judges the answer, and repeats where the rules say
/// so. This is the one way from here to the exchange.
/// </summary>
internal sealed class ExchangeConnection : IDisposable
{
    /// <summary>Asks for the exchange's time (facts 1.3).</summary>
    public static readonly ApiRequest Timestamp = new(HttpMethod.Get, "/api/v1/timestamp", CallKind.Public, "clock");

    private readonly HtxConnectOptions _options;
    private readonly HttpTransport _transport;
    private readonly RequestSigner _signer;
    private readonly ReplyClassifier _classifier;
    private readonly AccountBudgets _budgets;
    private readonly SharedMeasurement _measurement;
    private readonly TimeProvider _time;
#pragma warning disable CA2213 // not disposed: it holds no timer and no handle, and who is told by it may be on the way here
    private readonly CancellationTokenSource _closing = new();
#pragma warning restore CA2213
    private IRequestListener? _listener;

    public ExchangeConnection(HtxConnectOptions options)
    {
        _options = options;
        _time = options.TimeProvider;
        Clock = new ExchangeClock(_time);
        _measurement = new SharedMeasurement(_time);
        string signingHost = options.SigningHost is { } host ? SigningHost.Parse(host) : options.Endpoint.Host;
        _signer = new RequestSigner(options.Credential, signingHost);
        _classifier = new ReplyClassifier(Clock, options.Credential.AccessKey, options.Credential.MaskedAccessKey, signingHost);
        _budgets = options.Budgets.For(options.Endpoint.Authority, options.Credential.Fingerprint());
        _transport = new HttpTransport(options, _closing.Token); // last: it joins the sessions that share connections, and stays among them until disposed
    }

    public ExchangeClock Clock { get; }

    /// <summary>Whether the secret was wiped, after which nothing can be sent.</summary>
    public bool IsClosed => _options.Credential.IsWiped;

    /// <summary>What is known of the connection's TLS, for people; null where there is none.</summary>
    public string? Tls => _transport.Tls;

    public IEnumerable<RequestBudget> Budgets => [_budgets.Trade, _budgets.Read];

    /// <summary>When anybody's look at this account was last answered, on the monotonic clock.</summary>
    public long LastLook => _budgets.Read.LastAnswer;

    /// <summary>The same connection, whose requests are told to a listener.</summary>
    public ExchangeConnection ToldTo(IRequestListener listener)
    {
        var told = (ExchangeConnection)MemberwiseClone();
        told._listener = listener;
        return told;
    }

    /// <summary>Measures the exchange's clock; also the quickest proof that the exchange is there.</summary>
    /// <exception cref="HtxException">The exchange could not be asked.</exception>
    public async Task MeasureClockAsync(CancellationToken cancellationToken) =>
        (await CallAsync(Timestamp, cancellationToken).ConfigureAwait(false)).Require();

    /// <summary>Makes a call, with all the attempts it may need.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<CallResult> CallAsync(ApiRequest request, CancellationToken cancellationToken) =>
        (await CallAsync(request.Kind, () => request, NewCourse(), null, cancellationToken).ConfigureAwait(false))!.Value;

    /// <summary>The course of something that was not sent yet.</summary>
    public CallCourse NewCourse() => new(_time, _options.RequestTimeout);

    /// <summary>
    /// Makes a call whose request is written only when it may be sent, and anew for each attempt: while it waits for its
    /// turn, more can be put into it, and taken out.
    /// </summary>
    /// <param name="kind">What the request will do.</param>
    /// <param name="write">Writes the request; null where there is nothing to send any more.</param>
    /// <param name="course">What was sent of it so far, and is to be counted on.</param>
    /// <param name="doubted">Is told of each attempt that leaves a doubt and will be repeated.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>Null where there was nothing to send any more.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<CallResult?> CallAsync(CallKind kind, Func<ApiRequest?> write, CallCourse course, Action? doubted, CancellationToken cancellationToken)
    {
        ApiRequest? request = null;
        while (true)
        {
            if (await AttemptAsync(kind, () => request = write(), course, cancellationToken).ConfigureAwait(false) is not { } attempt)
            {
                return null;
            }

            if (!course.GoesOnAfter(attempt, kind))
            {
                return course.Result(attempt);
            }

            if (RepeatRules.LeavesDoubt(attempt.Happening))
            {
                doubted?.Invoke();
            }

            await PrepareRepeatAsync(request!, attempt, course.Tries, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes a call with one attempt and no repeat.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<CallResult> CallOnceAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        CallCourse course = NewCourse();
        Attempt attempt = (await AttemptAsync(request.Kind, () => request, course, cancellationToken).ConfigureAwait(false))!.Value;
        course.GoesOnAfter(attempt, request.Kind);
        return course.Result(attempt);
    }

    public void Dispose()
    {
        _options.Credential.Dispose();
        _closing.Cancel();
        _transport.Dispose();
    }

    private async Task PrepareRepeatAsync(ApiRequest request, Attempt attempt, int tries, CancellationToken cancellationToken)
    {
        TimeSpan pause = attempt.Happening switch
        {
            Happening.OverBudget => attempt.Rest,
            Happening.ClockOff => TimeSpan.Zero,
            _ => RepeatRules.PauseAfter(tries, _options.Jitter, settles: attempt.Happening == Happening.Settling),
        };
        if (_listener is { } listener)
        {
            Listener.Tell((request, attempt, pause), about => listener.Repeats(about.request, about.attempt, about.pause));
        }

        switch (attempt.Happening)
        {
            case Happening.OverBudget when request.Kind != CallKind.Public:
                break; // the budget makes it wait
            case Happening.ClockOff:
                // Where it cannot be measured, the next attempt is refused again, and that says it all.
                await _measurement.SinceAsync(attempt.Sent, () => CallAsync(Timestamp, _closing.Token), cancellationToken).ConfigureAwait(false);
                break;
            default:
                // Where the answer asks for a rest as well, the budget makes it wait for longer.
                await Pause.ForAsync(pause, _time, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private async Task<Attempt?> AttemptAsync(CallKind kind, Func<ApiRequest?> write, CallCourse course, CancellationToken cancellationToken)
    {
        RequestBudget? budget = kind switch
        {
            CallKind.Public => null,
            CallKind.Read => _budgets.Read,
            _ => _budgets.Trade,
        };
        long queued = _time.GetTimestamp();
        (BudgetPlace place, Attempt? ended) = budget is null ? default : await TakePlaceAsync(budget, kind, cancellationToken).ConfigureAwait(false);
        if (ended is not null)
        {
            return ended;
        }

        TimeSpan waited = _time.GetElapsedTime(queued);
        int number = course.Attempts + 1;
        var sending = default(Sending);
        bool mayCount = false;
        ApiRequest? request;
        try
        {
            request = write();
            if (request is null)
            {
                return null;
            }

            mayCount = true; // one that is given up counts, too
            sending = await SendAsync(request, number, course.Begin(waited), budget, cancellationToken).ConfigureAwait(false);
            mayCount = sending.MayCount;
        }
        finally
        {
            if (mayCount && !sending.IsCounted)
            {
                budget?.GivenUp();
            }
            else if (mayCount)
            {
                budget?.Answered(place, sending.Rate.ToReading(sending.Attempt.Envelope.Timestamp));
            }
            else
            {
                budget?.NotSent();
            }
        }

        Tell(new RequestNote(request, number, sending, waited, _options.Endpoint, budget));
        return sending.Attempt;
    }

    /// <summary>Waits for a place in the budget; what ends the waiting for good takes the place of a sending.</summary>
    private async Task<(BudgetPlace Place, Attempt? Ended)> TakePlaceAsync(RequestBudget budget, CallKind kind, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        try
        {
            return (await budget.AcquireAsync(either.Token, goesAhead: kind is CallKind.CancelAll or CallKind.Switch).ConfigureAwait(false), null);
        }
        catch (HtxException blocked)
        {
            return (default, new Attempt(Happening.Blocked, default, blocked));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var closed = new HtxException(HtxErrorKind.NotConnected, "The session was closed while this request waited for its turn.");
            return (default, new Attempt(Happening.Closed, default, closed));
        }
    }

    /// <summary>Signs a request, sends it once, and judges the answer.</summary>
    private async Task<Sending> SendAsync(ApiRequest request, int number, TimeSpan limit, RequestBudget? budget, CancellationToken cancellationToken)
    {
        using RequestTrace trace = RequestTelemetry.Begin(request, number, _options.Endpoint);
        long started = _time.GetTimestamp();
        Sending sending;
        try
        {
            string target = request.Kind == CallKind.Public
                ? request.Path
                : _signer.Sign(request.Method, request.Path, request.Query, Clock.Now);
            HttpReply reply = await _transport.SendAsync(request.Method, request.Path, target, request.Body, limit, cancellationToken).ConfigureAwait(false);
            Attempt attempt = _classifier.Classify(request, reply);
            if (attempt.Happening == Happening.Done && request.Check?.Invoke(attempt.Envelope) is { } unreadable)
            {
                attempt = attempt with { Happening = Happening.Unanswered, Failure = unreadable };
            }

            attempt = AnswerTime.Follow(Clock, request, reply, attempt);
            sending = new Sending { Attempt = React(attempt, budget), MayCount = true, Rate = reply.Rate, HttpStatus = reply.Status };
        }
        catch (TransportException failure)
        {
            sending = new Sending
            {
                Attempt = new Attempt(
                    failure.MayHaveRun ? Happening.Unanswered : Happening.NotSent,
                    default,
                    new HtxException(HtxErrorKind.NetworkError, $"{request}: {failure.Message}.") { Advice = failure.Advice, Path = request.Path }),
                MayCount = failure.MayHaveRun,
            };
        }
        catch (ObjectDisposedException)
        {
            sending = new Sending
            {
                Attempt = new Attempt(Happening.Closed, default, new HtxException(HtxErrorKind.NotConnected, $"{request}: the session is closed.") { Path = request.Path }),
            };
        }

        RequestTelemetry.End(trace, sending);
        return sending with { Attempt = sending.Attempt with { Sent = started }, Took = _time.GetElapsedTime(started) };
    }

    private void Tell(RequestNote note)
    {
        RequestTelemetry.Count(note);
        if (_listener is { } listener)
        {
            Listener.Tell(note, listener.Answered);
        }
    }

    private Attempt React(Attempt attempt, RequestBudget? budget)
    {
        if (attempt.Rest > TimeSpan.Zero)
        {
            return Rested(attempt, budget);
        }

        if (attempt.Happening == Happening.Blocked)
        {
            return attempt with { Failure = _budgets.Block(until => HeldUntil(attempt.Failure!, until)) };
        }

        _budgets.Answered();
        return attempt;
    }

    /// <summary>Lets the budget rest for as long as an answer asks, or refuse everything where that is longer than anybody waits. What leaves a doubt goes on leaving one.</summary>
    private Attempt Rested(Attempt attempt, RequestBudget? budget)
    {
        budget?.Suspend(attempt.Rest);
        if (attempt.Rest <= BudgetRest.LongestWait)
        {
            return attempt;
        }

        HtxException held = HeldUntil(attempt.Failure!, _time.GetLocalNow() + attempt.Rest);
        budget?.Block(held, attempt.Rest);
        return attempt.Happening == Happening.OverBudget ? attempt with { Happening = Happening.Blocked, Failure = held } : attempt;
    }

    private static HtxException HeldUntil(HtxException failure, DateTimeOffset until) => new(
        failure.Kind,
        string.Create(CultureInfo.InvariantCulture, $"{failure.Message} Nothing is sent for this key before {until:yyyy-MM-dd HH:mm:ss zzz}."))
    {
        Advice = failure.Advice ?? "Try again after that. Look for other programs that draw on this account's request budget, and stop them.",
        Code = failure.Code,
        HttpStatus = failure.HttpStatus,
        Path = failure.Path,
        RetryAt = until,
    };
}
