namespace HtxFutures.Runs;

/// <summary>
/// Is told of everything that became of somebody's items, as soon as it is known, whether or not anybody takes the result
/// out; and of what was sent and given up. Called from any thread.
/// </summary>
internal interface IResultListener<in TResult>
{
    /// <summary>A result is known.</summary>
    void Known(TResult result);
}
