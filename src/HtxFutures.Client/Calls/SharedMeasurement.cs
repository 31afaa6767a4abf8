using HtxFutures.Time;

namespace HtxFutures.Calls;

/// <summary>
/// One measurement of the exchange's clock for all who need it at the same time: when many requests on their way have
/// their time stamp refused, the first asks, and the others go by its answer.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class SharedMeasurement(TimeProvider time)
{
    private readonly object _gate = new();
    private Task _latest = Task.CompletedTask;
    private long _begun = long.MinValue;

    /// <summary>Waits for a measurement that is under way or was begun after a moment; begins one where there is none.</summary>
    /// <param name="moment">When the time stamp was made that was refused, on the monotonic clock.</param>
    /// <param name="measure">Measures. It outlives the one who began it, since others wait for it, too.</param>
    /// <param name="cancellationToken">Gives the waiting up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task SinceAsync(long moment, Func<Task> measure, CancellationToken cancellationToken)
    {
        Task latest;
        TaskCompletionSource? mine = null;
        lock (_gate)
        {
            if (_latest.IsCompleted && _begun <= moment)
            {
                mine = new TaskCompletionSource(Pause.Continuations(time));
                _latest = mine.Task;
                _begun = time.GetTimestamp();
            }

            latest = _latest;
        }

        if (mine is not null)
        {
            _ = RunAsync(measure, mine);
        }

        return Pause.ForAsync(latest, time, cancellationToken);
    }

    private static async Task RunAsync(Func<Task> measure, TaskCompletionSource over)
    {
        await measure().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        over.SetResult();
    }
}
