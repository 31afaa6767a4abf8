using HtxFutures.Calls;

namespace HtxFutures.Runs;

/// <summary>Something on its way through an operation. An operation adds what it is.</summary>
/// <param name="started">When it was taken on, on the monotonic clock.</param>
internal abstract class RunItem(long started)
{
    private int _isJudged;

    public long Started { get; } = started;

    /// <summary>Whether its run knows that nothing more is sent for it.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>Whether nothing more is to be sent for it.</summary>
    public bool IsJudged => Volatile.Read(ref _isJudged) != 0;

    /// <summary>Whether its result was made.</summary>
    public bool IsFinished { get; set; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; private set; }

    /// <summary>What was sent of it so far; null where nothing was.</summary>
    public RepeatCount? Count { get; private set; }

    /// <summary>Whether the operation may have run for it without telling so.</summary>
    public bool MayHaveRun { get; set; }

    /// <summary>Whether the exchange said last that its contract is being settled, which takes minutes.</summary>
    public abstract bool IsSettling { get; }

    /// <summary>When the exchange was heard of it last; null where it did not say when.</summary>
    public DateTimeOffset? LastHeard { get; private set; }

    /// <summary>Takes note that nothing more is to be sent for it. True for who does so first.</summary>
    public bool TryJudge() => Interlocked.Exchange(ref _isJudged, 1) == 0;

    /// <summary>Takes note that it is being sent.</summary>
    /// <param name="count">What was sent of it so far.</param>
    public void Send(RepeatCount count)
    {
        Count = count;
        Attempts = count.Attempts + 1;
    }

    /// <summary>Takes note that it is being sent, in another way than by itself.</summary>
    /// <param name="attempts">For how many times now.</param>
    public void Send(int attempts) => Attempts = attempts;

    /// <summary>Takes note that it is to be sent once more after all.</summary>
    public void Reopen() => Volatile.Write(ref _isJudged, 0);

    /// <summary>Takes note of a call that meant it.</summary>
    protected void Hear(CallResult call)
    {
        Attempts = call.Attempts;
        MayHaveRun |= call.MayHaveRun;
        LastHeard = call.Envelope.Timestamp;
    }
}
