namespace HtxFutures.Soak;

/// <summary>Someone who does one thing after the other until it is time to stop.</summary>
internal abstract class Worker(Desk desk, Random random)
{
    // Far more than the repeats and settlings of a call add up to: who takes longer hangs.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(3);

    protected Desk Desk { get; } = desk;

    protected Random Random { get; } = random;

    /// <summary>Works, and finishes what was begun.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stop).WaitAsync(s_longest, CancellationToken.None);
            }
            catch (HtxException failure)
            {
                Desk.Journal.Count(failure);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // It was to be given up.
            }
            catch (Exception defect)
            {
                Desk.Journal.Violate($"{GetType().Name}: {defect}");
            }
        }
    }

    /// <summary>Does one thing.</summary>
    /// <param name="stop">Gives up what takes long.</param>
    protected abstract Task WorkAsync(CancellationToken stop);

    protected static Task PauseAsync(TimeSpan span, CancellationToken stop) => Task.Delay(span, stop);
}
