using HtxFutures.Calls;
using HtxFutures.Instruments;
using HtxFutures.Runs;

namespace HtxFutures.Orders.Stopping;

/// <summary>Cancels orders by their ids (facts 2.1, 2.2).</summary>
/// <param name="states">Looks at orders, many at once.</param>
/// <param name="connection">Whose orders they are, for their results and the collectors.</param>
/// <param name="results">Is told of every result; null for nobody.</param>
internal sealed class StopOperation(Settlement<SoughtOrder, HtxOrder> states, ExchangeConnection connection, IResultListener<HtxCancelResult>? results)
    : Operation<StopItem, CancelVerdict, HtxCancelResult>(connection.Time)
{
    /// <inheritdoc/>
    public override Route Route => OrderRoutes.Cancel;

    /// <inheritdoc/>
    public override int LargestBatch => 10; // facts 2.2

    /// <inheritdoc/>
    public override object KeyOf(StopItem item) => (item.Order.ContractCode, item.Order.IdParameter);

    /// <inheritdoc/>
    public override object NameOf(StopItem item) => (item.Order.ContractCode, item.Order.IdParameter, item.Order.Id);

    /// <inheritdoc/>
    public override ApiRequest Write(IReadOnlyList<StopItem> items) => items.Count == 1
        ? OrderRequests.Cancel(items[0].Order)
        : OrderRequests.CancelBatch([.. items.Select(item => item.Order)]);

    /// <summary>A final state never goes back, so there is nothing to send.</summary>
    public override CancelVerdict? KnownBefore(StopItem item) => item.Shown is { IsFinal: true } shown ? CancelSights.Final(item, shown) : null;

    /// <inheritdoc/>
    public override IEnumerable<(StopItem Item, CancelVerdict Verdict)> Judge(IReadOnlyList<StopItem> items, bool wentAlone, CallResult call)
    {
        List<CancelItem>? words = call.Outcome == AttemptOutcome.Done ? CancelItemReader.Read(call.Envelope.Data.Span) : [];
        foreach (StopItem item in items)
        {
            CancelItem? word = wentAlone ? CancelJudge.Alone(item.Order, call, words) : CancelJudge.Named(item.Order, call, words);
            item.Hear(call, word);
            CancelVerdict verdict = CancelJudge.Judge(item, call, word);

            // An answer that does not name an order is as good as none: to send it again does no harm.
            yield return (item, word is null ? verdict with { Certainty = Certainty.Again } : verdict);
        }
    }

    /// <inheritdoc/>
    public override CancelVerdict NotSent(HtxException end) => CancelVerdict.Refused(end) with { Message = $"Not sent: {end.Message}" };

    /// <inheritdoc/>
    public override CancelVerdict GivenUp(StopItem item) => CancelVerdict.GivenUp(item.Order);

    /// <inheritdoc/>
    public override Patience PatienceFor(CancelVerdict verdict) => verdict switch
    {
        { IsKnown: false } => Patience.Once,
        { Outcome: CancelOutcome.Filled } => Patience.ForDetails,
        _ => Patience.Thrice, // it is over, and may not be listed yet
    };

    /// <inheritdoc/>
    public override async Task<CancelVerdict> LookAsync(StopItem item, CancelVerdict verdict, Patience patience, CancellationToken cancellationToken) =>
        verdict.Certainty == Certainty.TakenOn
            ? CancelFollowing.Verdict(item, verdict, await states.AskAsync(new SoughtOrder(item.AsHeard, item.Shown?.CreatedAt, hasExisted: true), patience, cancellationToken).ConfigureAwait(false), patience.Longest)
            : CancelSights.Verdict(item, verdict, await LookAsync(item, patience, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task<CancelVerdict?> LookMeanwhileAsync(StopItem item, CancellationToken cancellationToken) =>
        (await LookAsync(item, Patience.Meanwhile, cancellationToken).ConfigureAwait(false)).State is { IsFinal: true } order ? CancelSights.Final(item, order) : null;

    /// <inheritdoc/>
    protected override HtxCancelResult Result(StopItem item, CancelVerdict verdict, TimeSpan elapsed) => new()
    {
        ContractCode = item.Order.ContractCode,
        OrderId = item.Order.OrderId ?? verdict.Order?.OrderId ?? item.LastWord.OrderId,
        ClientOrderId = item.Order.ClientOrderId ?? verdict.Order?.ClientOrderId ?? item.LastWord.ClientOrderId,
        Outcome = verdict.Outcome,
        FilledVolume = verdict.Order?.FilledVolume,
        Code = item.LastWord.Code,
        Message = verdict.Message,
        ExchangeTime = item.LastHeard,
        Attempts = item.Attempts,
        Elapsed = elapsed,
        Order = item.Shown ?? verdict.Order,
        Origin = connection.Account,
        Failure = verdict.Failure,
    };

    /// <inheritdoc/>
    protected override HtxCancelResult ResultAgain(HtxCancelResult result, StopItem again) =>
        result with { ClientOrderId = again.Order.ClientOrderId ?? result.ClientOrderId, Order = again.Shown ?? result.Order };

    /// <inheritdoc/>
    protected override void Count(HtxCancelResult result)
    {
        CancelTelemetry.Count(result, connection.Endpoint);
        if (results is not null)
        {
            Listener.Tell(result, results.Known);
        }
    }

    private Task<Sight<HtxOrder>> LookAsync(StopItem item, Patience patience, CancellationToken cancellationToken) =>
        states.AskAsync(new SoughtOrder(item.Order, item.Shown?.CreatedAt, item.MayHaveRun || item.Shown is not null), patience, cancellationToken);
}
