namespace HtxFutures.Sandbox.Books.Algo;

/// <summary>What will fall due for algo orders. Their ids decide between what does at the same instant, so that runs repeat exactly.</summary>
internal sealed class AlgoQueue
{
    private readonly PriorityQueue<(BookedAlgo Algo, AlgoTurn Turn), (DateTimeOffset DueAt, long Id)> _turns = new();

    /// <summary>When something falls due next, on the steady base; null when nothing will.</summary>
    public DateTimeOffset? NextDueAt => _turns.TryPeek(out _, out (DateTimeOffset DueAt, long) next) ? next.DueAt : null;

    public void Add(BookedAlgo algo, AlgoTurn turn, DateTimeOffset dueAt) => _turns.Enqueue((algo, turn), (dueAt, algo.AlgoId));

    /// <summary>Takes out what has fallen due, until nothing more has; what is added meanwhile is among it.</summary>
    public IEnumerable<(BookedAlgo Algo, AlgoTurn Turn, DateTimeOffset DueAt)> TakeUntil(DateTimeOffset until)
    {
        while (NextDueAt is { } dueAt && dueAt <= until)
        {
            (BookedAlgo algo, AlgoTurn turn) = _turns.Dequeue();
            yield return (algo, turn, dueAt);
        }
    }
}
