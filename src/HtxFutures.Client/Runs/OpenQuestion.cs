using HtxFutures.Calls.Budget;
using HtxFutures.Time;

namespace HtxFutures.Runs;

/// <summary>Something whose state is being found out.</summary>
/// <param name="item">What.</param>
/// <param name="patience">For how long.</param>
/// <param name="time">The clock.</param>
internal sealed class OpenQuestion<TItem, TState>(TItem item, Patience patience, TimeProvider time)
    where TState : class
{
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<Sight<TState>> _answer = new(Pause.Continuations(time));
    private readonly long _asked = time.GetTimestamp();
    private TimeSpan _nextLook = patience.FirstLook;
    private TimeSpan _pause = s_shortestPause;
    private Sight<TState>? _seen;
    private int _looks;
    private int _rests;

    public TItem Item => item;

    /// <summary>What the exchange shows of it in the end.</summary>
    public Task<Sight<TState>> Answer => _answer.Task;

    /// <summary>Whether it is answered, or nobody asks any more.</summary>
    public bool IsClosed => _answer.Task.IsCompleted;

    /// <summary>Whether it is being looked at.</summary>
    public bool IsBeingLookedAt { get; set; }

    /// <summary>Whether it may be looked at with others: its first look has its time, later ones may come early.</summary>
    public bool MayBeLookedAt => !IsBeingLookedAt && (_rests > 0 || Overdue >= TimeSpan.Zero);

    /// <summary>For how long the next look at it has been due; negative where it is not yet.</summary>
    public TimeSpan Overdue => time.GetElapsedTime(_asked) - _nextLook;

    /// <summary>Takes note of what was seen.</summary>
    /// <returns>Whether that has to do.</returns>
    public bool See(Sight<TState> sight, bool isFinal)
    {
        _seen = sight;
        return (++_looks >= patience.MostLooks && time.GetElapsedTime(_asked) >= patience.Shortest) || isFinal || sight.Failure is { EndsRun: true };
    }

    /// <summary>Takes note that a look is over.</summary>
    public void Rest()
    {
        IsBeingLookedAt = false;
        _rests++;
        _nextLook = time.GetElapsedTime(_asked) + _pause;
        _pause = _pause * 2 < s_longestPause ? _pause * 2 : s_longestPause;
    }

    /// <summary>How long until what was seen has to do.</summary>
    /// <param name="silentSince">Since when the exchange has answered nobody who looks; told whether a rest is to be stood out.</param>
    public TimeSpan Left(Func<bool, long> silentSince)
    {
        long silent = patience.IsExtended ? silentSince(time.GetElapsedTime(_asked) < BudgetRest.LongestWait) : _asked;
        return patience.Longest - time.GetElapsedTime(silent > _asked ? silent : _asked);
    }

    /// <summary>Answers with what was seen.</summary>
    public void Close() => _answer.TrySetResult(_seen ?? new Sight<TState>(null, new HtxException(HtxErrorKind.NetworkError, "No answer came in time.")));

    /// <summary>Nobody asks any more.</summary>
    public void GiveUp(CancellationToken cancellationToken) => _answer.TrySetCanceled(cancellationToken);

    /// <summary>Answers with a defect of ours.</summary>
    public void Fail(Exception defect) => _answer.TrySetException(defect);
}
