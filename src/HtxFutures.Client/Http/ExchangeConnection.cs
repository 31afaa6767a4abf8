using System.Globalization;
using HtxFutures.RateLimiting;
using HtxFutures.Signing;
using HtxFutures.Time;

namespace HtxFutures.Http;

/// <summary>
/// Calls the exchange: takes a place in the budget, signs, sends, judges the answer, and repeats where the rules say
/// so. This is the one way from here to the exchange.
/// </summary>
internal sealed class ExchangeConnection : IDisposable
{
    private static readonly ApiRequest s_timestamp = new(HttpMethod.Get, "/api/v1/timestamp", CallKind.Public);

    private readonly HtxConnectOptions _options;
    private readonly HttpTransport _transport;
    private readonly RequestSigner _signer;
    private readonly ReplyClassifier _classifier;
    private readonly AccountBudgets _budgets;
    private readonly TimeProvider _time;

    public ExchangeConnection(HtxConnectOptions options)
    {
        _options = options;
        _time = options.TimeProvider;
        Clock = new ExchangeClock(_time);
        _transport = new HttpTransport(options);
        _signer = new RequestSigner(options.Credential, options.SigningHost ?? options.Endpoint.Host);
        _classifier = new ReplyClassifier(Clock, options.Credential.AccessKey, options.Credential.MaskedAccessKey);
        _budgets = options.Budgets.For(options.Endpoint.Authority, options.Credential.Fingerprint());
    }

    public ExchangeClock Clock { get; }

    public IEnumerable<RequestBudget> Budgets => [_budgets.Trade, _budgets.Read];

    /// <summary>Measures the exchange's clock; also the quickest proof that the exchange is there.</summary>
    /// <exception cref="HtxException">The exchange could not be asked.</exception>
    public async Task MeasureClockAsync(CancellationToken cancellationToken) =>
        (await CallAsync(s_timestamp, cancellationToken).ConfigureAwait(false)).Require();

    /// <summary>Makes a call, with all the attempts it may need.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<CallResult> CallAsync(ApiRequest request, CancellationToken cancellationToken) =>
        (await CallAsync(request.Kind, () => request, cancellationToken).ConfigureAwait(false))!.Value;

    /// <summary>Makes a call whose request is written only when it may be sent: while it waits for its turn, more can be put into it.</summary>
    /// <param name="kind">What the request will do.</param>
    /// <param name="write">Writes the request; null where there is nothing to send any more.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>Null where nothing was sent.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<CallResult?> CallAsync(CallKind kind, Func<ApiRequest?> write, CancellationToken cancellationToken)
    {
        var course = new CallCourse(_time);
        ApiRequest? request = null;
        while (true)
        {
            if (await AttemptAsync(kind, () => request ??= write(), cancellationToken).ConfigureAwait(false) is not { } attempt)
            {
                return null;
            }

            if (!course.GoesOnAfter(attempt, kind))
            {
                return course.Result(attempt);
            }

            switch (attempt.Happening)
            {
                case Happening.OverBudget when kind != CallKind.Public:
                    break; // the budget makes it wait
                case Happening.OverBudget:
                    await Pause.ForAsync(attempt.Rest, _time, cancellationToken).ConfigureAwait(false);
                    break;
                case Happening.ClockOff:
                    // Where it cannot be measured, the next attempt is refused again, and that says it all.
                    await CallAsync(s_timestamp, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    await Pause.ForAsync(RepeatRules.PauseAfter(course.Tries, _options.Jitter), _time, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    public void Dispose()
    {
        _options.Credential.Dispose();
        _transport.Dispose();
    }

    private async Task<Attempt?> AttemptAsync(CallKind kind, Func<ApiRequest?> write, CancellationToken cancellationToken)
    {
        RequestBudget? budget = kind switch
        {
            CallKind.Public => null,
            CallKind.Read => _budgets.Read,
            _ => _budgets.Trade,
        };
        BudgetPlace place = default;
        if (budget is not null)
        {
            try
            {
                place = await budget.AcquireAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (HtxException blocked)
            {
                return new Attempt(Happening.Blocked, default, blocked);
            }
        }

        bool sent = false;
        RateReading reading = default;
        ApiRequest? request = null;
        try
        {
            request = write();
            if (request is null)
            {
                return null;
            }

            string target = request.Kind == CallKind.Public
                ? request.Path
                : _signer.Sign(request.Method, request.Path, request.Query, Clock.Now);
            sent = true;
            HttpReply reply = await _transport.SendAsync(request.Method, target, request.Body, cancellationToken).ConfigureAwait(false);
            Attempt attempt = _classifier.Classify(request, reply);
            reading = reply.Rate.ToReading(attempt.Envelope.Timestamp);
            FollowClock(request, reply, attempt.Envelope);
            return React(attempt, budget);
        }
        catch (TransportException failure)
        {
            sent = failure.MayHaveRun;
            return new Attempt(
                failure.MayHaveRun ? Happening.Unanswered : Happening.NotSent,
                default,
                new HtxException(HtxErrorKind.NetworkError, $"{request!.Method} {request.Path}: {failure.Message}.") { Path = request.Path });
        }
        catch (ObjectDisposedException)
        {
            sent = false;
            return new Attempt(Happening.Closed, default, new HtxException(HtxErrorKind.NotConnected, $"{request!.Method} {request.Path}: the session is closed.") { Path = request.Path });
        }
        finally
        {
            if (sent)
            {
                budget?.Answered(place, reading);
            }
            else
            {
                budget?.NotSent();
            }
        }
    }

    private Attempt React(Attempt attempt, RequestBudget? budget)
    {
        switch (attempt.Happening)
        {
            case Happening.OverBudget:
                budget?.Suspend(attempt.Rest);
                return attempt;
            case Happening.Blocked:
                return attempt with { Failure = _budgets.Block(until => BlockedUntil(attempt.Failure!, until)) };
            default:
                _budgets.Answered();
                return attempt;
        }
    }

    private static HtxException BlockedUntil(HtxException failure, DateTimeOffset until) => new(
        HtxErrorKind.Blocked,
        string.Create(CultureInfo.InvariantCulture, $"{failure.Message} Nothing is sent for this key before {until:yyyy-MM-dd HH:mm:ss zzz}."))
    {
        Advice = failure.Advice,
        HttpStatus = failure.HttpStatus,
        Path = failure.Path,
    };

    private void FollowClock(ApiRequest request, HttpReply reply, Envelope envelope)
    {
        if (envelope.Timestamp is not { } exchangeTime)
        {
            return;
        }

        if (request == s_timestamp)
        {
            Clock.Measure(reply.Sent, reply.Received, exchangeTime);
        }
        else
        {
            Clock.Follow(reply.Sent, reply.Received, exchangeTime);
        }
    }
}
