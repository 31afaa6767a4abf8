using HtxFutures.Time;

namespace HtxFutures.Runs;

/// <summary>The work of a run that goes on in the background, beside the one who puts in; it is over when all have left.</summary>
/// <param name="failed">Told of a defect of ours.</param>
/// <param name="ended">Told when it is over.</param>
/// <param name="time">The clock.</param>
/// <param name="givenUp">Fires when work may be given up.</param>
internal sealed class RunWork(Action<Exception> failed, Action ended, TimeProvider time, CancellationToken givenUp)
{
    private readonly TaskCompletionSource _idle = new(Pause.Continuations(time));
    private int _working = 1; // the one who puts in

    /// <summary>Ends when it is over.</summary>
    public Task Idle => _idle.Task;

    /// <summary>Takes work in.</summary>
    public void Track(Task work)
    {
        if (!work.IsCompletedSuccessfully)
        {
            Interlocked.Increment(ref _working);
            _ = FollowAsync(work);
        }
    }

    /// <summary>One of them is done.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _working) == 0)
        {
            ended();
            _idle.TrySetResult();
        }
    }

    private async Task FollowAsync(Task work)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (givenUp.IsCancellationRequested)
        {
            // Given up, as was asked for.
        }
        catch (Exception defect)
        {
            // Who reads or posts must hear of it, or would wait for ever.
            failed(defect);
        }
        finally
        {
            Leave();
        }
    }
}
