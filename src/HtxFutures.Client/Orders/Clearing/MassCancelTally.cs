using HtxFutures.Calls;
using HtxFutures.Orders.Stopping;

namespace HtxFutures.Orders.Clearing;

/// <summary>
/// The orders of a mass cancel, each once: those that were listed before, and those that its answer names besides,
/// because they were placed meanwhile; and what the answer says of each.
/// </summary>
internal sealed class MassCancelTally
{
    private readonly string? _contractCode;
    private readonly long _started;
    private readonly List<StopItem> _items = [];
    private readonly HashSet<string> _orderIds = [];
    private readonly HashSet<string> _clientOrderIds = [];

    // What the answer says under each id; null where it says two things, or nothing.
    private readonly Dictionary<string, CancelItem?> _byOrderId = [];
    private readonly Dictionary<string, CancelItem?> _byClientOrderId = [];

    /// <param name="plan">What was listed before.</param>
    /// <param name="call">How the mass cancel ended.</param>
    /// <param name="started">When it was taken on, on the monotonic clock.</param>
    public MassCancelTally(MassCancelPlan plan, CallResult call, long started)
    {
        _contractCode = plan.Scope.ContractCode;
        _started = started;
        foreach (HtxOrder order in plan.Orders)
        {
            Add(Item(order, started));
        }

        if (call.Outcome == AttemptOutcome.Done)
        {
            TakeIn(CancelItemReader.Read(call.Envelope.Data.Span) ?? []);
        }

        foreach (StopItem item in _items)
        {
            item.Hear(call, WordOn(item, call));
        }
    }

    /// <summary>The orders; each has heard the call.</summary>
    public IReadOnlyList<StopItem> Items => _items;

    /// <summary>An order that was listed before.</summary>
    public static StopItem Item(HtxOrder order, long started) => new(OrderReference.AsNamed(order.ContractCode, order.OrderId, order.ClientOrderId), started, order);

    /// <summary>What the answer says of an order; null where it says nothing, or contradicts itself.</summary>
    public CancelItem? WordOn(StopItem item, CallResult call)
    {
        if (call.Outcome != AttemptOutcome.Done)
        {
            return CancelJudge.OfEach(call);
        }

        CancelItem? word = null;
        bool byOrderId = item.Order.OrderId is { } orderId && _byOrderId.TryGetValue(orderId, out word);
        string? clientOrderId = item.Order.ClientOrderId ?? word?.ClientOrderId;
        if (clientOrderId is not null && _byClientOrderId.TryGetValue(clientOrderId, out CancelItem? other))
        {
            word = !byOrderId || word?.Code == other?.Code ? other : null;
        }

        return word;
    }

    private void TakeIn(List<CancelItem> items)
    {
        // An item without any id names no order; the one it may mean is missing, and gets settled.
        List<CancelItem> byOrderId = items.FindAll(item => item.OrderId is not null);
        List<CancelItem> byClientOrderId = items.FindAll(item => item.OrderId is null && item.ClientOrderId is not null);
        foreach (CancelItem item in byOrderId)
        {
            Hear(_byOrderId, item.OrderId!, item);
            if (!_orderIds.Contains(item.OrderId!))
            {
                Add(new StopItem(OrderReference.AsNamed(_contractCode ?? "", item.OrderId, item.ClientOrderId), _started));
            }
            else if (item.ClientOrderId is { } clientOrderId)
            {
                _clientOrderIds.Add(clientOrderId);
            }
        }

        // By the client's id only where there is no other: a client may have given an order a number that is another one's.
        foreach (CancelItem item in byClientOrderId)
        {
            Hear(_byClientOrderId, item.ClientOrderId!, item);
            if (!_clientOrderIds.Contains(item.ClientOrderId!))
            {
                Add(new StopItem(OrderReference.AsNamed(_contractCode ?? "", null, item.ClientOrderId), _started));
            }
        }
    }

    private static void Hear(Dictionary<string, CancelItem?> words, string id, CancelItem item)
    {
        bool isFirst = !words.TryGetValue(id, out CancelItem? before);
        bool agrees = item.Code is not null && (isFirst || before?.Code == item.Code);
        words[id] = agrees ? item with { ClientOrderId = item.ClientOrderId ?? before?.ClientOrderId } : null;
    }

    private void Add(StopItem item)
    {
        _items.Add(item);
        if (item.Order.OrderId is { } orderId)
        {
            _orderIds.Add(orderId);
        }

        if (item.Order.ClientOrderId is { } clientOrderId)
        {
            _clientOrderIds.Add(clientOrderId);
        }
    }
}
