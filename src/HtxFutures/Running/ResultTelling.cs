namespace HtxFutures.Running;

/// <summary>What there is to tell of a kind of results beside their rows.</summary>
internal abstract class ResultTelling<TResult>
{
    /// <summary>Takes note of a result that is about to be shown.</summary>
    /// <param name="result">The result.</param>
    /// <param name="session">The session it came through.</param>
    public abstract void Note(TResult result, HtxSession session);

    /// <summary>What became of the thing, in a word.</summary>
    public abstract Enum Outcome(TResult result);

    /// <summary>What went wrong with it; null where nothing did.</summary>
    public abstract HtxException? Failure(TResult result);

    /// <summary>What is to be warned of behind its row; null where there is nothing.</summary>
    public abstract string? Warning(TResult result);

    /// <summary>What concerns all rows together, told once; null where there is nothing.</summary>
    public abstract string? LastWarning();
}
