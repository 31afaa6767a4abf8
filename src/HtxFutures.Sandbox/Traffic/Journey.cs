namespace HtxFutures.Sandbox;

/// <summary>
/// The time that requests and answers are under way. Other than <see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/>
/// it ends on the thread that cancels it, so that runs in virtual time repeat exactly when callers lose patience.
/// </summary>
internal static class Journey
{
    public static async Task TakeAsync(TimeSpan time, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        TaskCompletionSource over = new();
        using ITimer timer = timeProvider.CreateTimer(
            static state => ((TaskCompletionSource)state!).TrySetResult(), over, time, Timeout.InfiniteTimeSpan);
        await EndAsync(over, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Never arrives; ends only when cancelled.</summary>
    public static Task TakeForeverAsync(CancellationToken cancellationToken) => EndAsync(new TaskCompletionSource(), cancellationToken);

    /// <summary>Waits for what goes on whether or not somebody waits for it.</summary>
    public static async Task<T> UnlessGivenUpAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        if (!work.IsCompleted)
        {
            TaskCompletionSource over = new();
            _ = work.ContinueWith(
                static (_, state) => ((TaskCompletionSource)state!).TrySetResult(),
                over,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            await EndAsync(over, cancellationToken).ConfigureAwait(false);
        }

        return await work.ConfigureAwait(false);
    }

    private static async Task EndAsync(TaskCompletionSource over, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), over);
        await over.Task.ConfigureAwait(false);
    }
}
