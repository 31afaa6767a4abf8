using HtxFutures.Calls.Transport;
using HtxFutures.Errors;

namespace HtxFutures.Calls;

/// <summary>One sending: signs a request, sends it once, and judges the answer.</summary>
/// <param name="connection">What to send it through.</param>
/// <param name="request">The request.</param>
/// <param name="number">Which sending of the call it is, from 1.</param>
/// <param name="turn">Its turn in the budget.</param>
internal sealed class Sending(ExchangeConnection connection, ApiRequest request, int number, Turn turn)
{
    /// <summary>Sends it. What goes wrong is in the attempt, not thrown.</summary>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Gives it up; it may have run.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<Attempt> SendAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using RequestTrace trace = RequestTelemetry.Begin(request, number, connection.Endpoint, connection.Account.Name);
        long started = connection.Time.GetTimestamp();
        Attempt attempt;
        try
        {
            HttpReply reply = await connection.Transport.SendAsync(
                request.Route.Method, request.Route.Path, Sign(), request.Body, limit, cancellationToken).ConfigureAwait(false);
            attempt = Judge(reply);
        }
        catch (TransportException failure)
        {
            AttemptOutcome outcome = failure.MayHaveRun ? AttemptOutcome.Unanswered : AttemptOutcome.NotSent;
            attempt = Failed(outcome, HtxErrorKind.NetworkError, failure.Message, failure.Advice);
        }
        catch (ObjectDisposedException)
        {
            attempt = Failed(AttemptOutcome.Closed, HtxErrorKind.NotConnected, "the session is closed", null);
        }

        RequestTelemetry.End(trace, attempt);
        return attempt with
        {
            Number = number,
            Budget = turn.Budget,
            Waited = turn.Waited,
            Sent = started,
            Took = connection.Time.GetElapsedTime(started),
        };
    }

    private string Sign() => request.Route.IsPublic
        ? request.Route.Path
        : connection.Signer.Sign(request.Route.Method, request.Route.Path, request.Query, connection.Clock.Now);

    private Attempt Judge(HttpReply reply)
    {
        Attempt attempt = connection.Classifier.Classify(request, reply);
        if (attempt.Outcome == AttemptOutcome.Done && request.Check?.Invoke(attempt.Envelope) is { } unreadable)
        {
            attempt = attempt with { Outcome = AttemptOutcome.Unanswered, Failure = unreadable };
        }

        attempt = AnswerTime.Follow(connection.Clock, reply, attempt);
        return AnswerRest.Follow(connection.Budgets, turn.Budget, connection.Time, attempt);
    }

    private Attempt Failed(AttemptOutcome outcome, HtxErrorKind kind, string why, Guidance? advice) =>
        new(request, outcome, new HtxException(kind, $"{request}: {why}.") { Guidance = advice, Path = request.Route.Path });
}
