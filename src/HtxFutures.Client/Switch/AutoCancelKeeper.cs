using HtxFutures.Calls;
using HtxFutures.Time;

namespace HtxFutures.Switch;

/// <summary>
/// Sets the dead-man's switch again from the background, again and again: for as long as somebody wants it renewed, and
/// for as long as a setting that was not answered may undo the one that was confirmed.
/// </summary>
/// <param name="owner">The switch.</param>
/// <param name="time">The clock it waits by.</param>
/// <param name="jitter">The source of chance in pauses between repeats.</param>
#pragma warning disable CA1001 // lives as long as the process; what it holds is disposed when it ends its work
internal sealed class AutoCancelKeeper(AutoCancelSwitch owner, TimeProvider time, Random jitter)
#pragma warning restore CA1001
{
    // More doublings of the pause than lead to any third of a time-out.
    private const int MostDoublings = 20;

    private CancellationTokenSource? _stop;

    /// <summary>Whether it is at work.</summary>
    public bool IsWorking => _stop is not null && !Work.IsCompleted;

    /// <summary>Its work; completed where there is none.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>Begins.</summary>
    public void Start()
    {
        _stop = new CancellationTokenSource();
        Work = WorkAsync(_stop.Token);
    }

    /// <summary>Ends, also what is under way.</summary>
    public void Stop()
    {
        _stop?.Cancel();
        _stop?.Dispose();
        _stop = null;
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        TimeSpan pause = owner.Read(record => record.NextPause);
        int failures = 0;
        while (true)
        {
            try
            {
                await Pause.ForAsync(pause, time, stop).ConfigureAwait(false);
                if (!await owner.KeepAsync(stop).ConfigureAwait(false))
                {
                    return;
                }

                pause = owner.Read(record => record.NextPause);
                failures = 0;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Whatever it was: keeping that ended silently would let the switch trigger. It goes on after the
                // deadline too, so that orders that are placed then are guarded again.
                failures = Math.Min(failures + 1, MostDoublings);
                TimeSpan growing = RepeatRules.PauseAfter(failures, jitter);
                TimeSpan longest = owner.Read(record => record.LongestPause);
                pause = growing < longest ? growing : longest;
                owner.NoteFailure(failure, stop);
            }
        }
    }
}
