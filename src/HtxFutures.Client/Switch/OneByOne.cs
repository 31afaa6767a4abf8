using HtxFutures.Time;

namespace HtxFutures.Switch;

/// <summary>Does work of several callers one after the other, in the order they came.</summary>
internal sealed class OneByOne(TimeProvider time)
{
    private Task _last = Task.CompletedTask;

    /// <summary>Does work when its turn has come.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Gives up the waiting for the turn; the others keep their order.</param>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(Pause.Continuations(time));
        Task before = Interlocked.Exchange(ref _last, done.Task);
        try
        {
            await before.WaitAsync(cancellationToken).ConfigureAwait(false);
            return await work().ConfigureAwait(false);
        }
        finally
        {
            if (before.IsCompleted)
            {
                done.TrySetResult();
            }
            else
            {
                _ = before.ContinueWith(
                    static (_, done) => ((TaskCompletionSource)done!).TrySetResult(),
                    done,
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
            }
        }
    }
}
