using HtxFutures.Time;

namespace HtxFutures.Runs;

/// <summary>The room that a run has for items whose answers are missing. Who finds none waits until an answer makes some.</summary>
/// <param name="time">The clock.</param>
/// <param name="abandoned">Fires when nobody is to wait any more.</param>
internal sealed class RunRoom(TimeProvider time, CancellationToken abandoned)
{
    // A hundred requests' worth. It bounds what is held, and how long a disposal can take.
    private const int Most = 1000;

    private readonly object _gate = new();
    private TaskCompletionSource? _free;
    private Exception? _defect;
    private int _taken;

    /// <summary>Takes a place.</summary>
    /// <returns>False where there is none.</returns>
    public bool TryTake()
    {
        lock (_gate)
        {
            if (_taken >= Most)
            {
                return false;
            }

            _taken++;
            return true;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Free()
    {
        TaskCompletionSource? free;
        lock (_gate)
        {
            _taken--;
            free = _free;
            _free = null;
        }

        free?.TrySetResult();
    }

    /// <summary>Whoever waits must hear of a defect.</summary>
    public void Fail(Exception defect)
    {
        lock (_gate)
        {
            _defect = defect;
        }

        _free?.TrySetException(defect);
    }

    /// <summary>Waits until there is a place.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up, or the run was abandoned.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource free;
        lock (_gate)
        {
            if (_taken < Most && _defect is null)
            {
                return;
            }

            free = _free ??= new TaskCompletionSource(Pause.Continuations(time));
            if (_defect is { } defect)
            {
                free.TrySetException(defect);
            }
        }

        using CancellationTokenRegistration givenUp = cancellationToken.UnsafeRegister(_ => free.TrySetCanceled(cancellationToken), null);
        using CancellationTokenRegistration ended = abandoned.UnsafeRegister(_ => free.TrySetCanceled(abandoned), null);
        await free.Task.ConfigureAwait(false);
    }
}
