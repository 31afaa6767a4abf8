using HtxFutures.Calls.Budget;

namespace HtxFutures.Calls;

/// <summary>
/// A call's turn: its place in the budget, from waiting in line for it until it is given back by what came of the
/// sending. A route that draws on no budget has its turn at once.
/// </summary>
internal sealed class Turn : IDisposable
{
    private BudgetPlace _place;
    private bool _hasBegun;
    private Attempt? _attempt;

    private Turn(RequestBudget? budget) => Budget = budget;

    /// <summary>The budget; null where it draws on none.</summary>
    public RequestBudget? Budget { get; }

    /// <summary>How long it stood in line.</summary>
    public TimeSpan Waited { get; private init; }

    /// <summary>What ended the waiting for good, so that there is no turn; null where there is.</summary>
    public (AttemptOutcome Outcome, HtxException Failure)? Ended { get; private init; }

    /// <summary>Waits for a turn.</summary>
    /// <param name="caller">Whose turn.</param>
    /// <param name="route">The way that the request will go.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static async Task<Turn> TakeAsync(Caller caller, Route route, CancellationToken cancellationToken)
    {
        ExchangeConnection connection = caller.Connection;
        RequestBudget? budget = connection.Budgets.Of(route.Bucket);
        if (budget is null)
        {
            return new Turn(budget);
        }

        long queued = connection.Time.GetTimestamp();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, connection.Closing);
        try
        {
            BudgetPlace place = await budget.AcquireAsync(either.Token, caller.GoesAhead(route)).ConfigureAwait(false);
            return new Turn(budget) { _place = place, Waited = connection.Time.GetElapsedTime(queued) };
        }
        catch (HtxException blocked)
        {
            return new Turn(budget) { Ended = (AttemptOutcome.Blocked, blocked) };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var closed = new HtxException(HtxErrorKind.NotConnected, "The session was closed while this request waited for its turn.");
            return new Turn(budget) { Ended = (AttemptOutcome.Closed, closed) };
        }
    }

    /// <summary>Whether it was had so long ago that it must be waited for anew.</summary>
    public bool IsStale => Budget is not null && Budget.IsStale(_place);

    /// <summary>The request is about to be sent: one that is given up from here on counts, too.</summary>
    public void Begin() => _hasBegun = true;

    /// <summary>The request was sent, or could not be.</summary>
    public void End(Attempt attempt) => _attempt = attempt;

    /// <summary>Gives the place back.</summary>
    public void Dispose()
    {
        if (!_hasBegun || _attempt is { MayCount: false })
        {
            Budget?.NotSent();
        }
        else if (_attempt is { IsCounted: true })
        {
            Budget?.Answered(_place, _attempt.Rate.At(_attempt.Envelope.Timestamp), _attempt.Rest > TimeSpan.Zero);
        }
        else
        {
            Budget?.GivenUp();
        }
    }
}
