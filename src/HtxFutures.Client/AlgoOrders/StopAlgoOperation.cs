using HtxFutures.Calls;
using HtxFutures.Calls.Answers;
using HtxFutures.Orders;
using HtxFutures.Orders.Stopping;
using HtxFutures.Rows;
using HtxFutures.Runs;

namespace HtxFutures.AlgoOrders;

/// <summary>Cancels algo orders by their ids (desk facts 1.6).</summary>
/// <param name="states">Looks at algo orders, many at once.</param>
/// <param name="children">Finds what those that fired have placed.</param>
/// <param name="connection">Whose algo orders they are.</param>
/// <param name="results">Is told of every result; null for nobody.</param>
internal sealed class StopAlgoOperation(
    Settlement<SoughtOrder, HtxAlgoOrder> states, ChildOrders children, ExchangeConnection connection, IResultListener<HtxCancelResult>? results)
    : CancelOperation(OrderKind.AlgoOrder, connection, results)
{
    // What was placed a moment ago is in effect, and shown, within some 0.2 s (desk facts C12).
    private static readonly Patience s_onceInEffect = Patience.Once with { FirstLook = TimeSpan.FromMilliseconds(400) };

    /// <inheritdoc/>
    public override Route Route => AlgoOrderRoutes.Cancel;

    /// <inheritdoc/>
    public override ApiRequest Write(IReadOnlyList<StopItem> items) => AlgoOrderRequests.Cancel([.. items.Select(item => item.Order)]);

    /// <summary>
    /// An algo order that the exchange does not know may not be in effect yet, or have been refused for another one of
    /// its request (desk facts 9.2): it is looked at, and sent by itself where it stands.
    /// </summary>
    public override IEnumerable<(StopItem Item, CancelVerdict Verdict)> Judge(IReadOnlyList<StopItem> items, bool wentAlone, CallResult call) =>
        base.Judge(items, wentAlone, call).Select(each => each.Verdict.Certainty == Certainty.Doubt && IsUnknown(each.Item.LastWord)
            ? (each.Item, each.Verdict with { Certainty = Certainty.PassedOver })
            : each);

    /// <inheritdoc/>
    public override Patience PatienceFor(CancelVerdict verdict) =>
        verdict.Certainty == Certainty.PassedOver ? s_onceInEffect : base.PatienceFor(verdict);

    /// <summary>The answer is a list, also to one alone, and is done although its item was refused (desk facts 1.6).</summary>
    protected override CancelItem? Alone(OrderReference order, CallResult call, List<CancelItem>? words) => call.Outcome == AttemptOutcome.Done
        ? CancelJudge.Named(order, call, words)
        : new CancelItem(call.Envelope.Code, call.Envelope.Message, null, null);

    /// <inheritdoc/>
    protected override async Task<Sight<IShownOrder>> AskAsync(SoughtOrder sought, Patience patience, CancellationToken cancellationToken)
    {
        Sight<HtxAlgoOrder> sight = await states.AskAsync(sought, patience, cancellationToken).ConfigureAwait(false);
        if (sight.State is not { State: AlgoOrderState.Effective } fired)
        {
            return sight.As<IShownOrder>();
        }

        HtxOrder? child = await children.FindAsync(fired, cancellationToken).ConfigureAwait(false);
        return new Sight<IShownOrder>(fired.With(row => row.Child = child));
    }

    /// <inheritdoc/>
    protected override CancelVerdict Found(StopItem item, IShownOrder order) => AlgoEndings.Found(item, (HtxAlgoOrder)order);

    /// <inheritdoc/>
    protected override CancelVerdict Followed(StopItem item, IShownOrder order) => AlgoEndings.Followed((HtxAlgoOrder)order);

    private static bool IsUnknown(CancelItem word) =>
        word.Code is { } code && ExchangeCodes.Find(code).Class is CodeClass.OrderNotFound or CodeClass.NothingToCancel;
}
