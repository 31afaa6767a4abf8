using HtxFutures.Time;

namespace HtxFutures.Calls;

/// <summary>One call: attempt after attempt, as long as the rules allow another (<see cref="RepeatRules"/>).</summary>
/// <param name="caller">On whose behalf.</param>
/// <param name="route">The way that the request will go, or one like it.</param>
/// <param name="write">Writes the request when its turn has come; null where there is nothing to send any more.</param>
/// <param name="count">What was sent of it so far.</param>
internal sealed class CallLoop(Caller caller, Route route, Func<ApiRequest?> write, RepeatCount count)
{
    private readonly ExchangeConnection _connection = caller.Connection;

    /// <summary>Makes the call.</summary>
    /// <param name="doubted">Is told of each attempt that leaves a doubt and will be repeated.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>Null where there was nothing to send any more.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<CallResult?> RunAsync(Action? doubted, CancellationToken cancellationToken)
    {
        while (true)
        {
            Turn turn = await Turn.TakeAsync(caller, route, cancellationToken).ConfigureAwait(false);
            if (turn.Ended is { } ended)
            {
                return count.ResultInLine(ended.Outcome, ended.Failure);
            }

            if (turn.IsStale)
            {
                turn.Dispose();
                continue;
            }

            if (await AttemptAsync(turn, cancellationToken).ConfigureAwait(false) is not { } attempt)
            {
                return null;
            }

            caller.Tell(attempt);
            if (!count.GoesOnAfter(attempt))
            {
                return count.Result(attempt);
            }

            if (RepeatRules.LeavesDoubt(attempt.Outcome))
            {
                doubted?.Invoke();
            }

            await PrepareRepeatAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<Attempt?> AttemptAsync(Turn turn, CancellationToken cancellationToken) => route.IsHeardOut
        ? SendAsync(turn, CancellationToken.None).WaitAsync(cancellationToken)
        : SendAsync(turn, cancellationToken);

    private async Task<Attempt?> SendAsync(Turn turn, CancellationToken cancellationToken)
    {
        using (turn)
        {
            int number = count.Attempts + 1;
            if (write() is not { } request)
            {
                return null;
            }

            turn.Begin();
            Attempt attempt = await new Sending(_connection, request, number, turn)
                .SendAsync(count.Begin(turn.Waited), cancellationToken).ConfigureAwait(false);
            turn.End(attempt);
            return attempt;
        }
    }

    private async Task PrepareRepeatAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        TimeSpan pause = attempt.Outcome switch
        {
            AttemptOutcome.OverBudget => attempt.Rest,
            AttemptOutcome.ClockOff => TimeSpan.Zero,
            _ => RepeatRules.PauseAfter(count.Tries, _connection.Jitter, attempt.Outcome == AttemptOutcome.Settling, attempt.Budget is { IsScarce: true }),
        };
        caller.TellRepeat(attempt, pause);
        switch (attempt.Outcome)
        {
            case AttemptOutcome.OverBudget when attempt.Budget is not null:
                break; // the budget makes it wait
            case AttemptOutcome.ClockOff:
                // Where it cannot be measured, the next attempt is refused again, and that says it all.
                await _connection.Measurement.SinceAsync(
                    attempt.Sent, () => caller.CallAsync(AnswerTime.Timestamp, _connection.Closing), cancellationToken).ConfigureAwait(false);
                break;
            default:
                // Where the answer asks for a rest as well, the budget makes it wait for longer.
                await Pause.ForAsync(pause, _connection.Time, cancellationToken).ConfigureAwait(false);
                break;
        }
    }
}
