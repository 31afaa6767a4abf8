using HtxFutures.Calls;

namespace HtxFutures.Runs;

/// <summary>
/// A verb of the exchange, as data and functions: how items are written into a request, what an answer says of each, and
/// how to look at one. It sends nothing and waits for nothing but its look; what runs it names no verb.
/// </summary>
/// <param name="time">The clock.</param>
/// <typeparam name="TItem">What it is done to.</typeparam>
/// <typeparam name="TVerdict">What is said of an item on its way.</typeparam>
/// <typeparam name="TResult">What comes out for each item.</typeparam>
internal abstract class Operation<TItem, TVerdict, TResult>(TimeProvider time)
    where TItem : RunItem
    where TVerdict : Verdict
{
    /// <summary>The way of its requests, or one like it: from the same budget, in the same place of the line.</summary>
    public abstract Route Route { get; }

    /// <summary>Items that fit in one request.</summary>
    public abstract int LargestBatch { get; }

    /// <summary>What items have in common that may travel together.</summary>
    public abstract object KeyOf(TItem item);

    /// <summary>What is sent of an item: given again while it is under way, the same is sent once.</summary>
    public abstract object NameOf(TItem item);

    /// <summary>Writes the request for some items, at least one.</summary>
    public abstract ApiRequest Write(IReadOnlyList<TItem> items);

    /// <summary>What is known of an item before anything is sent; null where that is nothing.</summary>
    public virtual TVerdict? KnownBefore(TItem item) => null;

    /// <summary>Looks at an item right before it is sent, where what it was given by may be out of date.</summary>
    /// <returns>What became of it already, so that it is not sent; null where it is to be sent.</returns>
    public virtual Task<TVerdict?> LookFirstAsync(TItem item, CancellationToken cancellationToken) => Task.FromResult<TVerdict?>(null);

    /// <summary>Tells items what was heard of them, and judges each.</summary>
    /// <param name="items">Those of the request that are not judged yet.</param>
    /// <param name="wentAlone">Whether the request was for one item.</param>
    /// <param name="call">How it ended.</param>
    public abstract IEnumerable<(TItem Item, TVerdict Verdict)> Judge(IReadOnlyList<TItem> items, bool wentAlone, CallResult call);

    /// <summary>What is said of an item that was not sent, since nothing is sent any more.</summary>
    public abstract TVerdict NotSent(HtxException end);

    /// <summary>What is said of an item that was sent, and whose answer nobody waits for any more.</summary>
    public abstract TVerdict GivenUp(TItem item);

    /// <summary>How long to look at what a verdict leaves open.</summary>
    public abstract Patience PatienceFor(TVerdict verdict);

    /// <summary>Looks at an item, together with others, and says what became of it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="verdict">What is said of it so far.</param>
    /// <param name="patience">For how long to go on while it is not final.</param>
    /// <param name="cancellationToken">Gives the look up.</param>
    public abstract Task<TVerdict> LookAsync(TItem item, TVerdict verdict, Patience patience, CancellationToken cancellationToken);

    /// <summary>Looks once at an item while it is sent again.</summary>
    /// <returns>What became of it; null where that is not known yet.</returns>
    public abstract Task<TVerdict?> LookMeanwhileAsync(TItem item, CancellationToken cancellationToken);

    /// <summary>What comes out for an item. Every result of every run comes from here or from its neighbour, and is counted.</summary>
    public TResult Finish(TItem item, TVerdict verdict)
    {
        item.IsFinished = true;
        return Counted(Result(item, verdict, time.GetElapsedTime(item.Started)));
    }

    /// <summary>Nobody waits for an item any more. Where it was sent, that is told to who listens, and comes out nowhere.</summary>
    public void GiveUp(TItem item)
    {
        if (item is { IsFinished: false, Attempts: > 0 })
        {
            Finish(item, GivenUp(item));
        }
    }

    /// <summary>Items are about to be sent in one request: told to who listens.</summary>
    public void Leave(IEnumerable<TItem> items) => Departing(() => [.. items.Select(item => Result(item, GivenUp(item), time.GetElapsedTime(item.Started)))]);

    /// <summary>What comes out for the same item, given again while it was under way.</summary>
    public TResult FinishAgain(TResult result, TItem again) => Counted(ResultAgain(result, again));

    /// <summary>What comes out for an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="verdict">What became of it.</param>
    /// <param name="elapsed">From taking it on to knowing.</param>
    protected abstract TResult Result(TItem item, TVerdict verdict, TimeSpan elapsed);

    /// <summary>What comes out for the same item, given again.</summary>
    protected abstract TResult ResultAgain(TResult result, TItem again);

    /// <summary>Tells who listens of a request that is about to leave.</summary>
    /// <param name="unheard">What would come out if nothing more were ever heard.</param>
    protected virtual void Departing(Func<IReadOnlyList<TResult>> unheard)
    {
    }

    /// <summary>Tells who listens of a result.</summary>
    protected abstract void Count(TResult result);

    private TResult Counted(TResult result)
    {
        Count(result);
        return result;
    }
}
