namespace HtxFutures.Runs;

/// <summary>A run of whatever verb, as who reads its results sees it.</summary>
internal interface IRun<TResult> : IAsyncDisposable
{
    int Posted { get; }

    int Unsent { get; }

    int Answered { get; }

    int Settled { get; }

    Task WaitToPostAsync(CancellationToken cancellationToken);

    bool TryRead(out TResult result);

    ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken);

    void Complete();

    void Abandon();
}
