using HtxFutures.Orders;
using HtxFutures.Time;

namespace HtxFutures.Live;

/// <summary>The ends of orders that a stream has told, for those who wait for them. Each is kept for a minute: a push may come before the answer to the cancel that it is about.</summary>
/// <param name="time">The clock.</param>
internal sealed class ToldEnds(TimeProvider time) : IOrderNews
{
    private const int MostKept = 100_000;

    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly Dictionary<string, HtxOrder> _told = [];
    private readonly Queue<(string OrderId, long At)> _byAge = new();
    private readonly Dictionary<string, List<TaskCompletionSource<HtxOrder>>> _waiting = [];

    /// <inheritdoc/>
    public bool IsLive { get; set; }

    /// <inheritdoc/>
    public HtxOrder? EndOf(string orderId)
    {
        lock (_gate)
        {
            Forget();
            return _told.GetValueOrDefault(orderId);
        }
    }

    /// <inheritdoc/>
    public async Task<HtxOrder> WhenEndedAsync(string orderId, CancellationToken cancellationToken)
    {
        TaskCompletionSource<HtxOrder> end = new(Pause.Continuations(time));
        lock (_gate)
        {
            if (_told.TryGetValue(orderId, out HtxOrder? told))
            {
                return told;
            }

            if (!_waiting.TryGetValue(orderId, out List<TaskCompletionSource<HtxOrder>>? waiting))
            {
                _waiting.Add(orderId, waiting = []);
            }

            waiting.Add(end);
        }

        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister((_, token) => GiveUp(orderId, end, token), null);
        return await end.Task.ConfigureAwait(false);
    }

    /// <summary>Takes in what is told. An end is one only where all of the order is accounted for: the same end is told again as more of it becomes known (desk facts 6.1).</summary>
    public void Tell(HtxOrder order)
    {
        if (!order.IsFinal || order.FilledVolume + order.CanceledVolume != order.Volume)
        {
            return;
        }

        List<TaskCompletionSource<HtxOrder>>? waiting;
        lock (_gate)
        {
            Forget();
            if (_told.TryAdd(order.OrderId, order))
            {
                _byAge.Enqueue((order.OrderId, time.GetTimestamp()));
            }

            _waiting.Remove(order.OrderId, out waiting);
        }

        waiting?.ForEach(end => end.TrySetResult(order));
    }

    private void GiveUp(string orderId, TaskCompletionSource<HtxOrder> end, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(orderId, out List<TaskCompletionSource<HtxOrder>>? waiting) && waiting.Remove(end) && waiting.Count == 0)
            {
                _waiting.Remove(orderId);
            }
        }

        end.TrySetCanceled(cancellationToken);
    }

    private void Forget()
    {
        while (_byAge.TryPeek(out (string OrderId, long At) oldest) && (_byAge.Count > MostKept || time.GetElapsedTime(oldest.At) > s_life))
        {
            _told.Remove(_byAge.Dequeue().OrderId);
        }
    }
}
