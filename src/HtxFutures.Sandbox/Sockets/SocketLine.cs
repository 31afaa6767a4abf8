namespace HtxFutures.Sandbox.Sockets;

/// <summary>
/// One way of a connection: what is put in arrives in order and in its time, one after the other and never on the thread
/// that put it in, which may hold locks.
/// </summary>
/// <param name="clock">The exchange's time.</param>
/// <param name="arrive">Takes what arrives.</param>
internal sealed class SocketLine<T>(ExchangeClock clock, Action<T> arrive)
{
    private readonly object _gate = new();
    private readonly PriorityQueue<T, (DateTimeOffset Due, long Order)> _underWay = new();
    private ITimer? _timer;
    private DateTimeOffset _last;
    private long _order;
    private bool _isArriving;
    private bool _isCut;

    /// <summary>Puts something in.</summary>
    /// <param name="item">What.</param>
    /// <param name="journey">How long it takes to arrive.</param>
    /// <param name="lateness">By how much it is late, while others overtake it.</param>
    public void Post(T item, TimeSpan journey, TimeSpan lateness = default)
    {
        lock (_gate)
        {
            if (_isCut)
            {
                return;
            }

            DateTimeOffset due = clock.Steady + journey;
            due = due < _last ? _last : due;
            _last = due;
            _underWay.Enqueue(item, (due + lateness, _order++));
            Arm();
        }
    }

    /// <summary>Nothing arrives any more.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _isCut = true;
            _underWay.Clear();
            _timer?.Dispose();
        }
    }

    private void Arm()
    {
        if (_isArriving || _isCut || !_underWay.TryPeek(out _, out (DateTimeOffset Due, long) next))
        {
            return;
        }

        // Rounded up, since timers are no finer: one that rings early would be set again and again.
        double wait = Math.Ceiling((next.Due - clock.Steady).TotalMilliseconds);
        _timer ??= clock.TimeProvider.CreateTimer(_ => Deliver(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, wait)), Timeout.InfiniteTimeSpan);
    }

    private void Deliver()
    {
        lock (_gate)
        {
            if (_isArriving)
            {
                return;
            }

            _isArriving = true;
        }

        while (TryTake(out T? item))
        {
            arrive(item!);
        }
    }

    private bool TryTake(out T? item)
    {
        lock (_gate)
        {
            if (!_isCut && _underWay.TryPeek(out item, out (DateTimeOffset Due, long) next) && next.Due <= clock.Steady)
            {
                _underWay.Dequeue();
                return true;
            }

            item = default;
            _isArriving = false;
            Arm();
            return false;
        }
    }
}
