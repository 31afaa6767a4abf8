namespace HtxFutures.Calls.Budget;

/// <summary>One who waits for a place in a request budget.</summary>
internal sealed class Waiter(WaitingLine line, TaskCreationOptions continuations, bool goesAhead, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<BudgetPlace> _turn = new(continuations);
    private CancellationTokenRegistration _registration;

    public Task<BudgetPlace> Task => _turn.Task;

    public bool GoesAhead => goesAhead;

    /// <summary>Where it stands in the line; null once it was taken out.</summary>
    public LinkedListNode<Waiter>? Node { get; set; }

    /// <summary>Lets it leave the line when it is cancelled. Called once it stands there, and not under the gate.</summary>
    public void WatchCancellation() => _registration = cancellationToken.UnsafeRegister(static waiter => ((Waiter)waiter!).GiveUp(), this);

    public void Go(BudgetPlace place)
    {
        _registration.Unregister();
        _turn.TrySetResult(place);
    }

    public void Fail(HtxException failure)
    {
        _registration.Unregister();
        _turn.TrySetException(failure);
    }

    private void GiveUp()
    {
        // One whose turn has come has a place to give back: it goes on, and meets the cancellation at its next step.
        if (line.Leave(this))
        {
            _turn.TrySetCanceled(cancellationToken);
        }
    }
}
