using HtxFutures.Calls;
using HtxFutures.Calls.Answers;
using HtxFutures.Runs;

namespace HtxFutures.Orders.Stopping;

/// <summary>An order on its way to being cancelled.</summary>
/// <param name="order">Which one.</param>
/// <param name="started">When it was taken on, on the monotonic clock.</param>
/// <param name="shown">The order as somebody has seen it; null where nobody has.</param>
internal sealed class StopItem(OrderReference order, long started, IShownOrder? shown = null) : RunItem(started)
{
    public OrderReference Order { get; } = order;

    /// <summary>The order as somebody has seen it; null where nobody has.</summary>
    public IShownOrder? Shown { get; } = shown;

    /// <summary>Whose it is, where that is another account than the run's; null where it is not.</summary>
    public HtxAccount? Elsewhere { get; init; }

    /// <summary>The last that the exchange said of it.</summary>
    public CancelItem LastWord { get; private set; }

    /// <inheritdoc/>
    public override bool IsSettling => LastWord.Code is { } code && ExchangeCodes.Find(code).Class == CodeClass.Settling;

    /// <summary>The order by all that is known of its name: where the answer says the exchange's id, by that, since the client's lapses.</summary>
    public OrderReference AsHeard => OrderReference.AsNamed(Order.ContractCode, Order.OrderId ?? LastWord.OrderId, Order.ClientOrderId ?? LastWord.ClientOrderId, Order.Kind);

    /// <summary>Takes note of a call that meant the order.</summary>
    /// <param name="call">How the call ended.</param>
    /// <param name="word">What its answer says of the order; null where it says nothing.</param>
    public void Hear(CallResult call, CancelItem? word)
    {
        Hear(call);
        LastWord = word ?? default;
    }
}
