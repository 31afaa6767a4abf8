using System.Collections.Concurrent;
using System.Diagnostics;

namespace HtxFutures.Fuzzing;

/// <summary>Feeds a target with inputs, one from each seed, and stops at the first that breaks a property.</summary>
public static class FuzzRun
{
    private static readonly TimeSpan s_suspicious = TimeSpan.FromSeconds(10);

    /// <summary>Feeds a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="seed">The seed of the first; each further one has the next.</param>
    /// <returns>How often each word was told of an input.</returns>
    /// <exception cref="BrokenPropertyException">An input broke a property: the message tells its seed, the input, and the least of it that still does.</exception>
    public static IReadOnlyDictionary<string, long> Run(FuzzTarget target, int inputs, int seed)
    {
        ArgumentNullException.ThrowIfNull(target);
        var words = new ConcurrentDictionary<string, long>();
        var underWay = new ConcurrentDictionary<int, (int Seed, long Since)>();
        FailingInput? failing = null;
        using var watch = new Timer(_ => ReportSlow(underWay), null, s_suspicious, s_suspicious);
        Parallel.For(seed, (long)seed + inputs, () => new Dictionary<string, long>(), (number, state, counts) =>
        {
            int current = (int)number;
            underWay[Environment.CurrentManagedThreadId] = (current, Stopwatch.GetTimestamp());
            byte[] input = target.Draw(new Random(current));
            try
            {
                string word = target.Check(input);
                counts[word] = counts.GetValueOrDefault(word) + 1;
            }
            catch (Exception failure)
            {
                Interlocked.CompareExchange(ref failing, new FailingInput(target, current, input, failure), null);
                state.Stop();
            }

            underWay.TryRemove(Environment.CurrentManagedThreadId, out _);
            return counts;
        }, counts =>
        {
            foreach ((string word, long count) in counts)
            {
                words.AddOrUpdate(word, count, (_, before) => before + count);
            }
        });
        return failing is null ? words : throw failing.ToException();
    }

    /// <summary>A hang cannot be caught; it can be named.</summary>
    private static void ReportSlow(ConcurrentDictionary<int, (int Seed, long Since)> underWay)
    {
        foreach ((int seed, long since) in underWay.Values)
        {
            if (Stopwatch.GetElapsedTime(since) is var span && span > s_suspicious)
            {
                Console.Error.WriteLine($"The input of seed {seed} has taken {span.TotalSeconds:0} s so far.");
            }
        }
    }
}
