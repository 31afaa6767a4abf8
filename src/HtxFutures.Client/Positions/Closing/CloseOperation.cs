using HtxFutures.Calls;
using HtxFutures.Instruments;
using HtxFutures.Rows;
using HtxFutures.Runs;

namespace HtxFutures.Positions.Closing;

/// <summary>Closes positions at market, each with a request of its own (desk facts 2.2).</summary>
/// <param name="states">Finds out what became of closes.</param>
/// <param name="first">Lists all positions for those that are about to be closed.</param>
/// <param name="connection">Whose positions they are.</param>
/// <param name="results">Is told of every result; null for nobody.</param>
internal sealed class CloseOperation(
    CloseStates states, SharedLook<IReadOnlyList<HtxPosition>> first, ExchangeConnection connection, IResultListener<HtxCloseResult>? results)
    : Operation<CloseItem, CloseVerdict, HtxCloseResult>(connection.Time)
{
    /// <inheritdoc/>
    public override Route Route => CloseRequests.Close;

    /// <inheritdoc/>
    public override int LargestBatch => 1;

    /// <inheritdoc/>
    public override object KeyOf(CloseItem item) => item.Position;

    /// <inheritdoc/>
    public override object NameOf(CloseItem item) => item.Position;

    /// <inheritdoc/>
    public override ApiRequest Write(IReadOnlyList<CloseItem> items)
    {
        items[0].Leave(connection.Clock.Now);
        return CloseRequests.Write(items[0].Position, items[0].ClientOrderId);
    }

    /// <summary>
    /// In hedge mode a side stays what it is, so that what was shown is closed at once. In one-way mode it may have been
    /// turned since, and would be closed whichever way it lies; and of what nobody has shown it must be known afterwards
    /// whether it is still the same.
    /// </summary>
    public override async Task<CloseVerdict?> LookFirstAsync(CloseItem item, CancellationToken cancellationToken)
    {
        if (item.Shown is not null && item.Position.PositionSide != PositionSide.Both)
        {
            return null;
        }

        try
        {
            HtxPosition? now = item.Position.Among(await first.AskAsync(cancellationToken).ConfigureAwait(false));
            if (CloseSights.HasTurned(item.Shown, now))
            {
                return CloseEndings.Turned(item, now!);
            }

            item.See(now);
            return null;
        }
        catch (HtxException failure)
        {
            return failure.EndsRun ? NotSent(failure) : item.Shown is null ? null : CloseEndings.NotLookedAt(item, failure);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<(CloseItem Item, CloseVerdict Verdict)> Judge(IReadOnlyList<CloseItem> items, bool wentAlone, CallResult call)
    {
        CloseAnswer? answer = call.Outcome == AttemptOutcome.Done ? CloseAnswer.Read(call.Envelope.Data.Span) : null;
        foreach (CloseItem item in items)
        {
            item.Hear(call);
            yield return (item, CloseJudge.Judge(item, call, answer));
        }
    }

    /// <inheritdoc/>
    public override CloseVerdict NotSent(HtxException end) => CloseVerdict.Refused(end) with { Message = $"Not sent: {end.Message}" };

    /// <inheritdoc/>
    public override CloseVerdict GivenUp(CloseItem item) => CloseVerdict.GivenUp(item.Position);

    /// <inheritdoc/>
    public override Patience PatienceFor(CloseVerdict verdict) => verdict switch
    {
        { Certainty: Certainty.Again } => Patience.Once, // it was looked at for long enough, and is not sent again
        { DidNotRun: true } => Patience.Thrice, // what was closed a moment ago may still be shown
        _ => Patience.BeyondLag,
    };

    /// <inheritdoc/>
    public override async Task<CloseVerdict> LookAsync(CloseItem item, CloseVerdict verdict, Patience patience, CancellationToken cancellationToken)
    {
        Sight<CloseState> sight = await states.AskAsync(item, patience, cancellationToken).ConfigureAwait(false);
        if (sight.State?.Order.State is { } order)
        {
            item.Take(order.OrderId); // what the exchange shows it has taken, whatever it has answered
        }

        return CloseSights.Verdict(item, verdict, sight, verdict.Certainty == Certainty.TakenOn ? patience.Longest : null);
    }

    /// <summary>A close is not sent again while it is in doubt, so there is no meanwhile.</summary>
    public override Task<CloseVerdict?> LookMeanwhileAsync(CloseItem item, CancellationToken cancellationToken) => Task.FromResult<CloseVerdict?>(null);

    /// <inheritdoc/>
    protected override HtxCloseResult Result(CloseItem item, CloseVerdict verdict, TimeSpan elapsed) => new()
    {
        ContractCode = item.Position.ContractCode,
        PositionSide = item.Position.PositionSide,
        MarginMode = item.Position.MarginMode,
        Outcome = verdict.Outcome,
        OrderId = item.OrderId ?? verdict.Seen?.Order.State?.OrderId,
        ClientOrderId = item.Attempts > 0 ? item.ClientOrderId : null,
        ClosedVolume = verdict.Seen?.Executed,
        AveragePrice = verdict.Seen is { Executed: > 0, Ended: { } ended } ? ended.AveragePrice : null,
        RemainingVolume = verdict.Seen?.Remaining,
        Code = item.Code,
        Message = verdict.Message,
        ExchangeTime = item.LastHeard,
        Attempts = item.Attempts,
        Elapsed = elapsed,
        Origin = item.Elsewhere ?? connection.Account,
        Failure = verdict.Failure,
    };

    /// <inheritdoc/>
    protected override HtxCloseResult ResultAgain(HtxCloseResult result, CloseItem again) => result.With(_ => { });

    /// <inheritdoc/>
    protected override void Departing(Func<IReadOnlyList<HtxCloseResult>> unheard)
    {
        if (results is not null)
        {
            Listener.Tell(unheard, results.Leaves);
        }
    }

    /// <inheritdoc/>
    protected override void Count(HtxCloseResult result)
    {
        CloseTelemetry.Count(result, connection.Endpoint);
        if (results is not null)
        {
            Listener.Tell(result, results.Known);
        }
    }
}
