using HtxFutures.Calls;
using HtxFutures.Instruments;
using HtxFutures.Rows;
using HtxFutures.Runs;

namespace HtxFutures.Orders.Stopping;

/// <summary>
/// Cancels orders of one kind by their ids, up to ten of a contract in a request. A kind adds its requests, where it is
/// looked for, and what its final states mean.
/// </summary>
/// <param name="kind">The kind.</param>
/// <param name="connection">Whose orders they are, for their results and the collectors.</param>
/// <param name="results">Is told of every result; null for nobody.</param>
internal abstract class CancelOperation(OrderKind kind, ExchangeConnection connection, IResultListener<HtxCancelResult>? results)
    : Operation<StopItem, CancelVerdict, HtxCancelResult>(connection.Time)
{
    /// <summary>How many orders one request cancels at most (facts 2.2, desk facts 1.6).</summary>
    public const int LargestJoint = 10;

    /// <inheritdoc/>
    public override int LargestBatch => LargestJoint;

    /// <inheritdoc/>
    public override object KeyOf(StopItem item) => (item.Order.ContractCode, item.Order.IdParameter);

    /// <inheritdoc/>
    public override object NameOf(StopItem item) => (item.Order.ContractCode, item.Order.IdParameter, item.Order.Id);

    /// <summary>A final state never goes back, so there is nothing to send.</summary>
    public override CancelVerdict? KnownBefore(StopItem item) => item.Shown is { IsFinal: true } shown ? Found(item, shown) : null;

    /// <inheritdoc/>
    public override IEnumerable<(StopItem Item, CancelVerdict Verdict)> Judge(IReadOnlyList<StopItem> items, bool wentAlone, CallResult call)
    {
        List<CancelItem>? words = call.Outcome == AttemptOutcome.Done ? CancelItemReader.Read(call.Envelope.Data.Span, kind) : [];
        foreach (StopItem item in items)
        {
            CancelItem? word = wentAlone ? Alone(item.Order, call, words) : CancelJudge.Named(item.Order, call, words);
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
            ? CancelFollowing.Verdict(item, verdict, await AskAsync(item, item.AsHeard, hasExisted: true, patience, cancellationToken).ConfigureAwait(false), patience.Longest, order => Followed(item, order))
            : CancelSights.Verdict(item, verdict, await AskAsync(item, patience, cancellationToken).ConfigureAwait(false), order => Found(item, order));

    /// <inheritdoc/>
    public override async Task<CancelVerdict?> LookMeanwhileAsync(StopItem item, CancellationToken cancellationToken) =>
        (await AskAsync(item, Patience.Meanwhile, cancellationToken).ConfigureAwait(false)).State is { IsFinal: true } order ? Found(item, order) : null;

    /// <summary>What the answer to an order that went alone says of it; null where it does not say.</summary>
    protected abstract CancelItem? Alone(OrderReference order, CallResult call, List<CancelItem>? words);

    /// <summary>Looks at an order, together with others.</summary>
    /// <param name="sought">The order.</param>
    /// <param name="patience">For how long to go on while it is not final.</param>
    /// <param name="cancellationToken">Gives the look up.</param>
    protected abstract Task<Sight<IShownOrder>> AskAsync(SoughtOrder sought, Patience patience, CancellationToken cancellationToken);

    /// <summary>What became of an order that is shown as final, and whose cancel's answer left something open.</summary>
    protected abstract CancelVerdict Found(StopItem item, IShownOrder order);

    /// <summary>What became of an order that is shown as final, and whose cancel the exchange took.</summary>
    protected abstract CancelVerdict Followed(StopItem item, IShownOrder order);

    /// <inheritdoc/>
    protected override HtxCancelResult Result(StopItem item, CancelVerdict verdict, TimeSpan elapsed) => new()
    {
        Kind = kind,
        ContractCode = item.Order.ContractCode.Length > 0 ? item.Order.ContractCode : verdict.Order?.ContractCode ?? "", // not in the answer to a mass cancel of the account
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
        Origin = item.Elsewhere ?? connection.Account,
        Failure = verdict.Failure,
    };

    /// <inheritdoc/>
    protected override HtxCancelResult ResultAgain(HtxCancelResult result, StopItem again) =>
        result.With(row => { row.ClientOrderId = again.Order.ClientOrderId ?? result.ClientOrderId; row.Order = again.Shown ?? result.Order; });

    /// <inheritdoc/>
    protected override void Departing(Func<IReadOnlyList<HtxCancelResult>> unheard)
    {
        if (results is not null)
        {
            Listener.Tell(unheard, results.Leaves);
        }
    }

    /// <inheritdoc/>
    protected override void Count(HtxCancelResult result)
    {
        CancelTelemetry.Count(result, connection.Endpoint);
        if (results is not null)
        {
            Listener.Tell(result, results.Known);
        }
    }

    private Task<Sight<IShownOrder>> AskAsync(StopItem item, Patience patience, CancellationToken cancellationToken) =>
        AskAsync(item, item.Order, item.MayHaveRun || item.Shown is not null, patience, cancellationToken);

    private Task<Sight<IShownOrder>> AskAsync(StopItem item, OrderReference order, bool hasExisted, Patience patience, CancellationToken cancellationToken) =>
        AskAsync(new SoughtOrder(order, item.Shown, hasExisted), patience, cancellationToken);
}
