namespace HtxFutures.Runs;

/// <summary>
/// Is told of everything that became of somebody's items, as soon as it is known, whether or not anybody takes the result
/// out; and of what was sent and given up. Called from any thread.
/// </summary>
internal interface IResultListener<in TResult>
{
    /// <summary>A request is about to leave. Should the process end now, what it was about would be as these say; nothing else may ever be heard of it.</summary>
    /// <param name="unheard">Makes them, for who has a use for them.</param>
    void Leaves(Func<IReadOnlyList<TResult>> unheard)
    {
    }

    /// <summary>A result is known.</summary>
    void Known(TResult result);
}
