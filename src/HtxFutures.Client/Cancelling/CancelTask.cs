using HtxFutures.Http;

namespace HtxFutures.Cancelling;

/// <summary>An order on its way to being cancelled.</summary>
/// <param name="order">Which one.</param>
/// <param name="started">When it was taken on, on the monotonic clock.</param>
/// <param name="shown">The order as somebody has seen it; null where nobody has.</param>
internal sealed class CancelTask(OrderReference order, long started, HtxOrder? shown = null)
{
    public OrderReference Order { get; } = order;

    public long Started { get; } = started;

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether a cancel of it may have run without telling so.</summary>
    public bool MayHaveRun { get; set; }

    /// <summary>The last that the exchange said of it.</summary>
    public CancelItem LastWord { get; set; }

    /// <summary>When the exchange said it; null where it did not say when.</summary>
    public DateTimeOffset? LastHeard { get; set; }

    /// <summary>Takes note of a call that meant the order.</summary>
    /// <param name="call">How the call ended.</param>
    /// <param name="item">What its answer says of the order; null where it says nothing.</param>
    public void Hear(CallResult call, CancelItem? item)
    {
        Attempts += call.Attempts;
        MayHaveRun |= call.MayHaveRun;
        LastHeard = call.Envelope.Timestamp;
        LastWord = item ?? default;
    }

    /// <summary>The order's result.</summary>
    /// <param name="verdict">What became of it.</param>
    /// <param name="elapsed">From taking it on to knowing.</param>
    public HtxCancelResult ToResult(Verdict verdict, TimeSpan elapsed) => new()
    {
        ContractCode = Order.ContractCode,
        OrderId = Order.OrderId ?? verdict.Order?.OrderId ?? LastWord.OrderId,
        ClientOrderId = Order.ClientOrderId ?? verdict.Order?.ClientOrderId ?? LastWord.ClientOrderId,
        Outcome = verdict.Outcome,
        FilledVolume = verdict.Order?.FilledVolume,
        Code = LastWord.Code,
        Message = verdict.Message,
        ExchangeTime = LastHeard,
        Attempts = Attempts,
        Elapsed = elapsed,
        Order = shown ?? verdict.Order,
        Failure = verdict.Failure,
    };
}
