using HtxFutures.Sandbox;

namespace HtxFutures.Simulation;

/// <summary>How a run of any world is played: in virtual time, and where something breaks, with all that repeats and explains it.</summary>
internal static class SeededRun
{
    /// <summary>Plays a run.</summary>
    /// <param name="time">Its time.</param>
    /// <param name="exchange">Its exchange.</param>
    /// <param name="scenario">What was drawn from the seed; tells itself in a line.</param>
    /// <param name="play">What happens.</param>
    /// <returns>How long it took in virtual time, and how many requests: two runs of a seed agree in both.</returns>
    /// <exception cref="BrokenInvariantException">Something that must always hold did not; the message tells scenario and faults.</exception>
    public static (TimeSpan Time, long Requests) Play(VirtualTime time, SandboxExchange exchange, object scenario, Func<Task> play)
    {
        try
        {
            time.Run(play);
            return (time.Elapsed, exchange.Counters.Requests);
        }
        catch (Exception failure)
        {
            throw new BrokenInvariantException(
                $"{scenario}{Environment.NewLine}after {time.Elapsed}: {failure}{Environment.NewLine}{string.Join(Environment.NewLine, exchange.Faults.Log)}");
        }
    }
}
