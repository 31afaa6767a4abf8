using HtxFutures.Runs;

namespace HtxFutures;

/// <summary>
/// Many things on their way to the exchange: they go in one by one, are sent in the background, together where they may
/// be, and come out as exactly one result each, as soon as it is known. How they go in, each kind of run says.
/// </summary>
/// <remarks>
/// One puts in and one takes out. Dispose it in any case: what went in and was not taken out is sent all the same,
/// unless <see cref="Abandon"/> was called. Once a result shows a failure that would meet everything (see
/// <see cref="HtxException.EndsRun"/>), nothing more is sent, and what was not sent comes out as rejected.
/// </remarks>
/// <typeparam name="TResult">What comes out.</typeparam>
public abstract class HtxRun<TResult> : IAsyncDisposable
{
    private readonly IRun<TResult> _run;

    private protected HtxRun(IRun<TResult> run) => _run = run;

    /// <summary>How many went in.</summary>
    public int Posted => _run.Posted;

    /// <summary>How many of them, each counted once, have not left yet.</summary>
    public int Unsent => _run.Unsent;

    /// <summary>How many were answered.</summary>
    public int Answered => _run.Answered;

    /// <summary>Of how many the result is known.</summary>
    public int Settled => _run.Settled;

    /// <summary>Waits until an answer has made room for another one; what is only being watched or looked up takes none.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up, or the run was abandoned.</exception>
    public Task WaitToPostAsync(CancellationToken cancellationToken = default) => _run.WaitToPostAsync(cancellationToken);

    /// <summary>Takes a result out, if one is there.</summary>
    public bool TryRead(out TResult result) => _run.TryRead(out result);

    /// <summary>Waits for a result.</summary>
    /// <returns>False when there will be none any more: the run is completed and all came out, or it was abandoned.</returns>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => _run.WaitToReadAsync(cancellationToken);

    /// <summary>No more go in. What waits for company is sent at once.</summary>
    public void Complete() => _run.Complete();

    /// <summary>Sends nothing any more, and stops waiting for answers; results that are not known yet do not come out.</summary>
    public void Abandon() => _run.Abandon();

    /// <summary>Ends the run: waits until what was put in has been sent and answered, not until it is final; after <see cref="Abandon"/>, for nothing.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _run.DisposeAsync();
    }
}
