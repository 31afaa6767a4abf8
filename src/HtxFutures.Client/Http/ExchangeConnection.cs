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
        _budgets = options.Budgets.For(options.Endpoint.Host, options.Credential.Fingerprint());
    }

    public ExchangeClock Clock { get; }

    public IEnumerable<RequestBudget> Budgets => [_budgets.Trade, _budgets.Read];

    /// <summary>Measures the exchange's clock; also the quickest proof that the exchange is there.</summary>
    /// <exception cref="HtxException">The exchange could not be asked.</exception>
    public async Task MeasureClockAsync(CancellationToken cancellationToken) =>
        (await CallAsync(s_timestamp, cancellationToken).ConfigureAwait(false)).Require();

    /// <summary>Makes a call, with all the attempts it may need.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<CallResult> CallAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        long start = _time.GetTimestamp();
        int attempts = 0;
        int refusals = 0;
        bool measured = false;
        bool doubt = false;
        while (true)
        {
            Attempt attempt = await AttemptAsync(request, cancellationToken).ConfigureAwait(false);
            attempts++;
            doubt |= RepeatRules.LeavesDoubt(attempt.Happening);

            bool again = RepeatRules.Repeats(attempt.Happening);
            if (attempt.Happening == Happening.OverBudget)
            {
                again &= ++refusals < RepeatRules.MostRefusals;
            }
            else
            {
                again &= attempts - refusals < RepeatRules.MostAttempts && _time.GetElapsedTime(start) < RepeatRules.MostTime;
            }

            if (attempt.Happening == Happening.ClockOff)
            {
                again &= !measured && request.Kind != CallKind.Public;
            }

            if (!again)
            {
                return new CallResult { Happening = attempt.Happening, Envelope = attempt.Envelope, Attempts = attempts, MayHaveRun = doubt, Failure = attempt.Failure };
            }

            switch (attempt.Happening)
            {
                case Happening.OverBudget when request.Kind == CallKind.Public:
                    await Task.Delay(attempt.Rest, _time, cancellationToken).ConfigureAwait(false);
                    break;
                case Happening.OverBudget:
                    break; // the budget makes it wait
                case Happening.ClockOff:
                    measured = true;
                    await MeasureClockAsync(cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    await Task.Delay(RepeatRules.PauseAfter(attempts - refusals, _options.Jitter), _time, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    public void Dispose()
    {
        _options.Credential.Dispose();
        _transport.Dispose();
    }

    private async Task<Attempt> AttemptAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        RequestBudget? budget = request.Kind switch
        {
            CallKind.Public => null,
            CallKind.Read => _budgets.Read,
            _ => _budgets.Trade,
        };
        if (budget is not null)
        {
            await budget.AcquireAsync(cancellationToken).ConfigureAwait(false);
        }

        bool sent = false;
        try
        {
            string target = request.Kind == CallKind.Public
                ? request.Path
                : _signer.Sign(request.Method, request.Path, request.Query, Clock.Now);
            sent = true;
            HttpReply reply = await _transport.SendAsync(request.Method, target, request.Body, cancellationToken).ConfigureAwait(false);
            Attempt attempt = _classifier.Classify(request, reply);
            if (attempt.Happening == Happening.OverBudget)
            {
                budget?.Suspend(attempt.Rest);
            }

            FollowClock(request, reply, attempt.Envelope);
            return attempt;
        }
        catch (TransportException failure)
        {
            sent = failure.MayHaveRun;
            return new Attempt(
                failure.MayHaveRun ? Happening.Unanswered : Happening.NotSent,
                default,
                new HtxException(HtxErrorKind.NetworkError, string.Create(CultureInfo.InvariantCulture, $"{request.Method} {request.Path}: {failure.Message}."))
                {
                    Path = request.Path,
                });
        }
        catch (ObjectDisposedException)
        {
            sent = false;
            return new Attempt(Happening.Closed, default, new HtxException(HtxErrorKind.NotConnected, $"{request.Method} {request.Path}: the session is closed.") { Path = request.Path });
        }
        finally
        {
            if (sent)
            {
                budget?.Answered();
            }
            else
            {
                budget?.NotSent();
            }
        }
    }

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
