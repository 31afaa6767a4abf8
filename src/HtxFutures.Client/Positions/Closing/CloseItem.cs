using HtxFutures.Calls;
using HtxFutures.Calls.Answers;
using HtxFutures.Orders;
using HtxFutures.Runs;

namespace HtxFutures.Positions.Closing;

/// <summary>A position on its way to being closed.</summary>
/// <param name="position">Which one.</param>
/// <param name="clientOrderId">The id of its close, whenever that is sent.</param>
/// <param name="started">When it was taken on, on the monotonic clock.</param>
/// <param name="shown">The position as who wants it closed has seen it; null where nobody has.</param>
internal sealed class CloseItem(PositionReference position, string clientOrderId, long started, HtxPosition? shown = null) : RunItem(started)
{
    private SoughtOrder? _sought;

    public PositionReference Position { get; } = position;

    public string ClientOrderId { get; } = clientOrderId;

    /// <summary>The position as who wants it closed has seen it; null where nobody has.</summary>
    public HtxPosition? Shown { get; } = shown;

    /// <summary>Whose it is, where that is another account than the run's; null where it is not.</summary>
    public HtxAccount? Elsewhere { get; init; }

    /// <summary>The position as it was last seen before the close was sent; null where it was not.</summary>
    public HtxPosition? Before { get; private set; } = shown;

    /// <summary>When the close was first sent, on the exchange's clock; null where it was not.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>The exchange's id of the order that closes; null where it has not named one.</summary>
    public string? OrderId { get; private set; }

    /// <summary>Whether the exchange took the close.</summary>
    public bool WasTaken { get; private set; }

    /// <summary>Whether the close may have run, be it that the exchange has told so or not.</summary>
    public bool MayHaveClosed => WasTaken || MayHaveRun;

    /// <summary>The last code that the exchange gave; null where it gave none.</summary>
    public int? Code { get; private set; }

    /// <inheritdoc/>
    public override bool IsSettling => Code is { } code && ExchangeCodes.Find(code).Class == CodeClass.Settling;

    /// <summary>The order that closes, as it is looked for.</summary>
    public SoughtOrder Sought => _sought ??= new SoughtOrder(OrderReference.AsNamed(Position.ContractCode, OrderId, ClientOrderId), null, hasExisted: WasTaken || OrderId is not null)
    {
        MarginMode = Position.MarginMode,
        HasOwnClientId = true,
    };

    /// <summary>Takes note of the position as it is right before the close is sent.</summary>
    public void See(HtxPosition? before) => Before = before ?? Before;

    /// <summary>Takes note that the close leaves now.</summary>
    /// <param name="exchangeTime">The time on the exchange's clock.</param>
    public void Leave(DateTimeOffset exchangeTime) => SentAt ??= exchangeTime;

    /// <summary>Takes note of a call that meant it.</summary>
    public new void Hear(CallResult call)
    {
        base.Hear(call);
        Code = call.Envelope.Code;
    }

    /// <summary>Takes note that the exchange took the close.</summary>
    /// <param name="orderId">The exchange's id of the order that closes; null where it has not named one.</param>
    public void Take(string? orderId)
    {
        WasTaken = true;
        OrderId ??= orderId;
        _sought = null;
    }
}
