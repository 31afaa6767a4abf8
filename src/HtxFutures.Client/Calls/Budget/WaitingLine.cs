namespace HtxFutures.Calls.Budget;

/// <summary>Who waits for a place, in the order they came, those who go ahead first. All members are called under the gate it is given.</summary>
internal sealed class WaitingLine(object gate, TaskCreationOptions continuations)
{
    private readonly LinkedList<Waiter> _waiters = new();

    public int Length => _waiters.Count;

    /// <summary>Those among them that go ahead of others.</summary>
    public int Ahead { get; private set; }

    /// <summary>Puts a new waiter at the end, or at the end of those who go ahead.</summary>
    public Waiter Join(bool goesAhead, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(this, continuations, goesAhead, cancellationToken);
        LinkedListNode<Waiter>? first = goesAhead ? _waiters.First : null;
        while (first is { Value.GoesAhead: true })
        {
            first = first.Next;
        }

        Ahead += goesAhead ? 1 : 0;
        waiter.Node = first is null ? _waiters.AddLast(waiter) : _waiters.AddBefore(first, waiter);
        return waiter;
    }

    /// <summary>Takes the first one out.</summary>
    public Waiter Next()
    {
        Waiter first = _waiters.First!.Value;
        Remove(first);
        return first;
    }

    /// <summary>Takes all out.</summary>
    public List<Waiter> Dissolve()
    {
        List<Waiter> all = [.. _waiters];
        all.ForEach(Remove);
        return all;
    }

    /// <summary>Takes a waiter out that gives up. False where its turn has come in the meantime. Called without the gate.</summary>
    public bool Leave(Waiter waiter)
    {
        lock (gate)
        {
            if (waiter.Node is null)
            {
                return false;
            }

            Remove(waiter);
            return true;
        }
    }

    private void Remove(Waiter waiter)
    {
        _waiters.Remove(waiter.Node!);
        Ahead -= waiter.GoesAhead ? 1 : 0;
        waiter.Node = null;
    }
}
