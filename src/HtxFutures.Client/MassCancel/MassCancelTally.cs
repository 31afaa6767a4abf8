using HtxFutures.Cancelling;
using HtxFutures.Errors;
using HtxFutures.Http;

namespace HtxFutures.MassCancel;

/// <summary>
/// The orders of a mass cancel, each once: those that were listed before, and those that its answer names besides,
/// because they were placed meanwhile; and what the answer says of each.
/// </summary>
internal sealed class MassCancelTally
{
    private readonly string? _contractCode;
    private readonly long _started;
    private readonly List<CancelTask> _tasks = [];
    private readonly Dictionary<CancelTask, List<CancelItem>> _words = [];
    private readonly Dictionary<string, CancelTask> _byOrderId = [];
    private readonly Dictionary<string, CancelTask> _byClientOrderId = [];

    /// <param name="plan">What was listed before.</param>
    /// <param name="call">How the mass cancel ended.</param>
    /// <param name="started">When it was taken on, on the monotonic clock.</param>
    public MassCancelTally(MassCancelPlan plan, CallResult call, long started)
    {
        _contractCode = plan.Scope.ContractCode;
        _started = started;
        foreach (HtxOrder order in plan.Orders)
        {
            Add(OrderReference.AsNamed(order.ContractCode, order.OrderId, order.ClientOrderId));
        }

        if (call.Happening == Happening.Done)
        {
            foreach (CancelItem item in CancelItemReader.Read(call.Envelope.Data.Span))
            {
                TakeIn(item);
            }
        }

        foreach (CancelTask task in _tasks)
        {
            task.Hear(call, WordOn(task, call));
        }
    }

    /// <summary>The orders; each has heard the call.</summary>
    public IReadOnlyList<CancelTask> Tasks => _tasks;

    /// <summary>What the answer says of an order; null where it says nothing, or contradicts itself.</summary>
    public CancelItem? WordOn(CancelTask task, CallResult call)
    {
        if (call.Happening == Happening.Done)
        {
            return CancelJudge.Agreed(_words.GetValueOrDefault(task, []));
        }

        // A code for the request as a whole counts for each of its orders, except one that speaks of a single order: it
        // cannot be true of all of them by the way, so it says of none what became of it.
        return call.Envelope.Code is { } code && ExchangeCodes.Find(code).Class is not (CodeClass.CancelPending or CodeClass.Filled or CodeClass.AlreadyCanceled)
            ? new CancelItem(code, call.Envelope.Message, null, null)
            : null;
    }

    private void TakeIn(CancelItem item)
    {
        if (item.OrderId is null && item.ClientOrderId is null)
        {
            return; // it names no order; the one it may mean is missing, and gets settled
        }

        CancelTask task = Find(item) ?? Add(OrderReference.AsNamed(_contractCode ?? "", item.OrderId, item.ClientOrderId));
        if (!_words.TryGetValue(task, out List<CancelItem>? words))
        {
            _words.Add(task, words = []);
        }

        words.Add(item);
    }

    // By the client's id only where there is no other: a client may have given an order a number that is another one's.
    private CancelTask? Find(CancelItem item) =>
        item.OrderId is { } orderId ? _byOrderId.GetValueOrDefault(orderId) : _byClientOrderId.GetValueOrDefault(item.ClientOrderId!);

    private CancelTask Add(OrderReference order)
    {
        var task = new CancelTask(order, _started);
        _tasks.Add(task);
        if (order.OrderId is { } orderId)
        {
            _byOrderId.TryAdd(orderId, task);
        }

        if (order.ClientOrderId is { } clientOrderId)
        {
            _byClientOrderId.TryAdd(clientOrderId, task);
        }

        return task;
    }
}
