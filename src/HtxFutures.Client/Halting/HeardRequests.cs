using HtxFutures.Calls;
using HtxFutures.Instruments;
using HtxFutures.Orders.Clearing;

namespace HtxFutures.Halting;

/// <summary>Counts the requests of a halt, and passes on what it hears of them.</summary>
/// <param name="listener">Who else hears of them; null for nobody.</param>
internal sealed class HeardRequests(IRequestListener? listener) : IRequestListener
{
    private int _count;
    private volatile bool _lostMassCancel;

    /// <summary>How many were sent.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether a mass cancel may have run without telling which orders it took.</summary>
    public bool HasLostMassCancel => _lostMassCancel;

    /// <inheritdoc/>
    public void Answered(Attempt attempt)
    {
        if (attempt.MayCount)
        {
            Interlocked.Increment(ref _count);
        }

        _lostMassCancel |= attempt.Request.Route == MassCancelRequest.Route && RepeatRules.LeavesDoubt(attempt.Outcome);
        if (listener is not null)
        {
            Listener.Tell(attempt, listener.Answered);
        }
    }

    /// <inheritdoc/>
    public void Repeats(Attempt attempt, TimeSpan pause) => listener?.Repeats(attempt, pause);
}
