using HtxFutures.Time;

namespace HtxFutures.Positions.Closing;

/// <summary>A look for all who ask at the same time. What is under way may have begun too early for who asks now: those who ask meanwhile share the next.</summary>
/// <param name="look">Looks. It outlives the one who began it, since others wait for it, too.</param>
/// <param name="time">The clock.</param>
internal sealed class SharedLook<T>(Func<Task<T>> look, TimeProvider time)
{
    private readonly object _gate = new();
    private TaskCompletionSource<T>? _next;
    private bool _isLooking;

    /// <summary>Looks, from now on.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public async Task<T> AskAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<T> mine;
        bool begins;
        lock (_gate)
        {
            mine = _next ??= new TaskCompletionSource<T>(Pause.Continuations(time));
            begins = !_isLooking;
            _isLooking = true;
        }

        if (begins)
        {
            _ = RunAsync();
        }

        await Pause.ForAsync(mine.Task, time, cancellationToken).ConfigureAwait(false);
        return await mine.Task.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (Next() is { } next)
        {
            try
            {
                next.SetResult(await look().ConfigureAwait(false));
            }
            catch (Exception failure)
            {
                next.SetException(failure);
                _ = next.Task.Exception; // those who asked may all have given up
            }
        }
    }

    private TaskCompletionSource<T>? Next()
    {
        lock (_gate)
        {
            TaskCompletionSource<T>? next = _next;
            _next = null;
            _isLooking = next is not null;
            return next;
        }
    }
}
