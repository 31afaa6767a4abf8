using HtxFutures.Instruments;

namespace HtxFutures.Calls;

/// <summary>
/// Calls the exchange on somebody's behalf. This is the one way from here to the exchange: a call is a loop of attempts
/// (<see cref="CallLoop"/>); each has its turn in the budget (<see cref="Turn"/>), in which it is signed, sent once and
/// judged (<see cref="Sending"/>).
/// </summary>
/// <param name="connection">What to call through.</param>
/// <param name="listener">Who is told of the requests; null for nobody.</param>
/// <param name="goesAhead">Whether all of them go ahead of what waits for the budget, whatever their routes say.</param>
internal sealed class Caller(ExchangeConnection connection, IRequestListener? listener = null, bool goesAhead = false)
{
    /// <summary>What it calls through.</summary>
    public ExchangeConnection Connection => connection;

    /// <summary>Calls the same way, and somebody hears of it.</summary>
    /// <param name="hears">Who is told of the requests; null for nobody.</param>
    public Caller HeardBy(IRequestListener? hears) => new(connection, hears, goesAhead);

    /// <summary>Calls the same way, ahead of what waits for the budget: for one who has to be done before all others.</summary>
    public Caller Ahead() => new(connection, listener, goesAhead: true);

    /// <summary>Whether a request of a route goes ahead.</summary>
    public bool GoesAhead(Route route) => goesAhead || route.GoesAhead;

    /// <summary>The count of something that was not sent yet.</summary>
    public RepeatCount NewCount() => new(connection.Time, connection.RequestTimeout);

    /// <summary>Measures the exchange's clock; also the quickest proof that the exchange is there.</summary>
    /// <exception cref="HtxException">The exchange could not be asked.</exception>
    public async Task MeasureClockAsync(CancellationToken cancellationToken) =>
        (await CallAsync(AnswerTime.Timestamp, cancellationToken).ConfigureAwait(false)).Require();

    /// <summary>Makes a call, with all the attempts it may need.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task<CallResult> CallAsync(ApiRequest request, CancellationToken cancellationToken) => CallAsync(request, NewCount(), cancellationToken);

    /// <summary>Makes a call with one attempt and no repeat.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task<CallResult> CallOnceAsync(ApiRequest request, CancellationToken cancellationToken) =>
        CallAsync(request, new RepeatCount(connection.Time, connection.RequestTimeout, isOnce: true), cancellationToken);

    /// <summary>Makes a call that somebody counts on.</summary>
    /// <param name="request">The request.</param>
    /// <param name="count">What was sent of it so far, and is to be counted on.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<CallResult> CallAsync(ApiRequest request, RepeatCount count, CancellationToken cancellationToken) =>
        (await CallAsync(request.Route, () => request, count, null, cancellationToken).ConfigureAwait(false))!.Value;

    /// <summary>
    /// Makes a call whose request is written only when it may be sent, and anew for each attempt: while it waits for its
    /// turn, more can be put into it, and taken out.
    /// </summary>
    /// <param name="route">The way that the request will go, or one like it: from the same budget, in the same place of the line.</param>
    /// <param name="write">Writes the request; null where there is nothing to send any more.</param>
    /// <param name="count">What was sent of it so far, and is to be counted on.</param>
    /// <param name="doubted">Is told of each attempt that leaves a doubt and will be repeated.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>Null where there was nothing to send any more.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task<CallResult?> CallAsync(Route route, Func<ApiRequest?> write, RepeatCount count, Action? doubted, CancellationToken cancellationToken) =>
        new CallLoop(this, route, write, count).RunAsync(doubted, cancellationToken);

    /// <summary>Tells of an attempt.</summary>
    public void Tell(Attempt attempt)
    {
        RequestTelemetry.Count(attempt, connection.Endpoint, connection.Account.Name);
        if (listener is not null)
        {
            Listener.Tell(attempt, listener.Answered);
        }
    }

    /// <summary>Tells that an attempt will be repeated.</summary>
    public void TellRepeat(Attempt attempt, TimeSpan pause)
    {
        if (listener is not null)
        {
            Listener.Tell((listener, attempt, pause), static about => about.listener.Repeats(about.attempt, about.pause));
        }
    }
}
