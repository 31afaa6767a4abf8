namespace HtxFutures.Time;

/// <summary>
/// Waiting by a clock. With the system's clock it is the framework's own, and continuations go to the thread pool. With
/// any other clock, which means a test or a simulation, everything goes on at once on the thread that turned the clock
/// or cancelled the wait: so a whole run stays on one thread, and is the same every time.
/// </summary>
internal static class Pause
{
    /// <summary>How those who wait by this clock go on.</summary>
    public static TaskCreationOptions Continuations(TimeProvider time) =>
        IsReal(time) ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None;

    /// <summary>Whether it is the system's clock.</summary>
    public static bool IsReal(TimeProvider time) => ReferenceEquals(time, TimeProvider.System);

    /// <summary>Waits for a span of time.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public static Task ForAsync(TimeSpan span, TimeProvider time, CancellationToken cancellationToken) =>
        IsReal(time) ? Task.Delay(span, time, cancellationToken) : ByTimerAsync(span, time, cancellationToken);

    /// <summary>Waits for work that goes on whoever waits. The framework's own wait goes on in the thread pool, whatever the clock.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public static async Task ForAsync(Task work, TimeProvider time, CancellationToken cancellationToken)
    {
        var givenUp = new TaskCompletionSource(Continuations(time));
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (givenUp, token) => ((TaskCompletionSource)givenUp!).TrySetCanceled(token), givenUp);
        await (await Task.WhenAny(work, givenUp.Task).ConfigureAwait(false)).ConfigureAwait(false);
    }

    // The framework's delay hands a cancelled wait to the thread pool, whatever the clock.
    private static async Task ByTimerAsync(TimeSpan span, TimeProvider time, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource();
        using ITimer timer = time.CreateTimer(static done => ((TaskCompletionSource)done!).TrySetResult(), done, span, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (done, token) => ((TaskCompletionSource)done!).TrySetCanceled(token), done);
        await done.Task.ConfigureAwait(false);
    }
}
