using HtxFutures.Calls;
using HtxFutures.Calls.Answers;

namespace HtxFutures.Orders.Stopping;

/// <summary>An order on its way to being cancelled.</summary>
/// <param name="order">Which one.</param>
/// <param name="started">When it was taken on, on the monotonic clock.</param>
/// <param name="shown">The order as somebody has seen it; null where nobody has.</param>
internal sealed class CancelTask(OrderReference order, long started, HtxOrder? shown = null)
{
    private int _isJudged;

    public OrderReference Order { get; } = order;

    public long Started { get; } = started;

    /// <summary>The order as somebody has seen it; null where nobody has.</summary>
    public HtxOrder? Shown { get; } = shown;

    /// <summary>The same order, given again while this was under way: each is answered.</summary>
    public List<(OrderReference Order, HtxOrder? Shown)> GivenAgain { get; } = [];

    /// <summary>Whether its run knows that nothing more is sent for it.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>Whether nothing more is to be sent for it.</summary>
    public bool IsJudged => Volatile.Read(ref _isJudged) != 0;

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; private set; }

    /// <summary>Whether a cancel of it may have run without telling so.</summary>
    public bool MayHaveRun { get; set; }

    /// <summary>The last that the exchange said of it.</summary>
    public CancelItem LastWord { get; set; }

    /// <summary>Whether that was that its contract is being settled.</summary>
    public bool IsSettling => LastWord.Code is { } code && ExchangeCodes.Find(code).Class == CodeClass.Settling;

    /// <summary>When the exchange said it; null where it did not say when.</summary>
    public DateTimeOffset? LastHeard { get; set; }

    /// <summary>Takes note that nothing more is to be sent for it. True for who does so first.</summary>
    public bool TryJudge() => Interlocked.Exchange(ref _isJudged, 1) == 0;

    /// <summary>Takes note that it is being sent.</summary>
    /// <param name="attempts">For how many times now.</param>
    public void Send(int attempts) => Attempts = attempts;

    /// <summary>Takes note of a call that meant the order.</summary>
    /// <param name="call">How the call ended.</param>
    /// <param name="item">What its answer says of the order; null where it says nothing.</param>
    public void Hear(CallResult call, CancelItem? item)
    {
        Attempts = call.Attempts;
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
        Order = Shown ?? verdict.Order,
        Failure = verdict.Failure,
    };
}
